;; Custom sections whose contents are understood. What is wrong in them never makes a module wrong; who asks is told.

;; A name section that ends too early, one with a subsection twice, one with what is not UTF-8; two of them.
(module binary "\00asm\01\00\00\00" "\00\0a\04name\01\03\01\00\02")
(assert_malformed_custom (module binary "\00asm\01\00\00\00" "\00\0a\04name\01\03\01\00\02") "length out of bounds")
(assert_malformed_custom (module binary "\00asm\01\00\00\00" "\00\0b\04name\01\01\00\01\01\00") "malformed name section")
(assert_malformed_custom (module binary "\00asm\01\00\00\00" "\00\09\04name\00\02\01\ff") "malformed UTF-8 encoding")
(assert_malformed_custom (module binary "\00asm\01\00\00\00" "\00\05\04name" "\00\05\04name") "multiple name sections")
(assert_malformed_custom (module (@custom "name" "\00\02\01\ff")) "malformed UTF-8 encoding")
;; What is malformed otherwise is malformed, whatever its names are.
(assert_malformed (module binary "\00asm\01\00\00\00" "\00\0a\04name\01\03\01\00\02" "\40\00") "malformed section id")
(assert_malformed (module quote "(@name \"a\") (@name \"b\") (func") "unexpected token")
;; What is invalid too has the malformed section first.
(assert_malformed_custom (module quote "(func (result i32)) (@name \"a\")") "misplaced @name annotation")
(assert_malformed_custom (module (func (result i32)) (@custom "name" "\00\02\01\ff")) "malformed UTF-8 encoding")

;; Names of what is not there: function 5, local 1 of a function with one, local 0 of an import without, field 1 of 1, a field of a function type.
(module binary "\00asm\01\00\00\00" "\00\0b\04name\01\04\01\05\01x")
(assert_invalid_custom (module binary "\00asm\01\00\00\00" "\00\0b\04name\01\04\01\05\01x") "custom @name: invalid function index 5")
(assert_invalid_custom
  (module (func (param i32)) (@custom "name" "\02\06\01\00\01\01\01x")) "custom @name: invalid local index 1 for function 0")
(assert_invalid_custom
  (module (import "spectest" "print" (func)) (@custom "name" "\02\06\01\00\01\00\01x")) "custom @name: invalid local index 0 for function 0")
(assert_invalid_custom
  (module (type (struct (field i32))) (@custom "name" "\0a\06\01\00\01\01\01x")) "custom @name: invalid field index 1 for type 0")
(assert_invalid_custom (module (type (func)) (@custom "name" "\0a\06\01\00\01\00\01x")) "custom @name: non-struct type 0")
(assert_invalid_custom (module (memory 0) (@custom "name" "\06\04\01\01\01x")) "custom @name: invalid memory index 1")
;; What is invalid otherwise is invalid.
(assert_invalid (module (func (result i32)) (@custom "name" "\01\04\01\05\01x")) "type mismatch")
(assert_invalid (module (func (result i32) (@metadata.code.branch_hint "\01") (nop))) "type mismatch")

;; Branch hints: none where one is announced, one for what is no conditional branch, one for a function that is imported or not there.
(module binary "\00asm\01\00\00\00" "\00\1c\19metadata.code.branch_hint\01\00")
(assert_malformed_custom (module binary "\00asm\01\00\00\00" "\00\1c\19metadata.code.branch_hint\01\00") "unexpected end")
(assert_invalid_custom
  (module binary "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\00\20\19metadata.code.branch_hint\01\00\01\01\01\01"
    "\0a\07\01\05\00\41\00\1a\0b")
  "@metadata.code.branch_hint annotation: invalid target")
(assert_invalid_custom
  (module binary "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\00\20\19metadata.code.branch_hint\01\01\01\01\01\01"
    "\0a\07\01\05\00\41\00\1a\0b")
  "@metadata.code.branch_hint annotation: invalid function index 1")
(assert_invalid_custom (module (func (@metadata.code.branch_hint "\01") (nop))) "@metadata.code.branch_hint annotation: invalid target")
