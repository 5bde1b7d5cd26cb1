(script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (script (module) (get "a"))))))))))))))))))))))))))))))))
(thread $t 
(thread $t (wait $t)))
