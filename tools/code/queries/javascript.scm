; JavaScript, beside ecmascript.scm.

(class_declaration name: (identifier) @class.name) @class
(class name: (identifier) @class.name) @class
(formal_parameters (identifier) @parameter @parameter.name)
(formal_parameters (assignment_pattern left: (identifier) @parameter.name) @parameter)
(formal_parameters (rest_pattern (identifier) @parameter.name) @parameter)
(formal_parameters (object_pattern
  (shorthand_property_identifier_pattern) @parameter @parameter.name))
(formal_parameters (array_pattern (identifier) @parameter @parameter.name))
(field_definition property: (property_identifier) @function.name
  value: (arrow_function body: (_) @function.body) @function)
(ERROR . "class" . (identifier) @class.name) @class
