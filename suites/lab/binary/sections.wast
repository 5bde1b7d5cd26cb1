;; The binary format: what is well-formed and what is not.

(module binary "\00asm\01\00\00\00")
(module binary "\00asm" "\01\00\00\00" "\00\05\04name")
(assert_malformed (module binary "") "unexpected end")
(assert_malformed (module binary "\00as") "unexpected end")
(assert_malformed (module binary "asm\00\01\00\00\00") "magic header not detected")
(assert_malformed (module binary "\00asm\02\00\00\00") "unknown binary version")
(assert_malformed (module binary "\00asm\01\00\00\00" "\40\00") "malformed section id")
;; Sections out of order, twice, longer or shorter than they say.
(assert_malformed (module binary "\00asm\01\00\00\00" "\03\01\00" "\01\01\00") "unexpected content after last section")
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\01\00" "\01\01\00") "unexpected content after last section")
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\02\00\00") "section size mismatch")
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\04\01\60\00") "unexpected end")
;; A function without a body, and a body without a function.
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00") "function and code section have inconsistent lengths")
(assert_malformed (module binary "\00asm\01\00\00\00" "\0a\04\01\02\00\0b") "function and code section have inconsistent lengths")
;; Integers: padded within their width, too long, too large.
(module binary "\00asm\01\00\00\00" "\01\08\81\80\80\80\00\60\00\00")
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\09\81\80\80\80\80\00\60\00\00") "integer representation too long")
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\08\81\80\80\80\10\60\00\00") "integer too large")
;; Bodies: an unknown opcode, a missing end.
(assert_malformed (module binary "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\0a\05\01\03\00\ff\0b") "illegal opcode")
(assert_malformed (module binary "\00asm\01\00\00\00" "\02\07\01\01\ff\01b\00\00") "malformed UTF-8 encoding")
;; Types of imports, tables, globals and segments.
(assert_malformed (module binary "\00asm\01\00\00\00" "\02\08\01\01a\01b\03\40\00") "malformed value type")
(assert_malformed (module binary "\00asm\01\00\00\00" "\02\08\01\01a\01b\01\63\40") "malformed heap type")
(assert_malformed (module binary "\00asm\01\00\00\00" "\04\05\01\63\40\00\00") "malformed heap type")
(assert_malformed (module binary "\00asm\01\00\00\00" "\06\05\01\63\40\00\0b") "malformed heap type")
(assert_malformed (module binary "\00asm\01\00\00\00" "\09\05\01\05\63\40\00") "malformed heap type")
