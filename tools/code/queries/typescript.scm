; TypeScript, beside ecmascript.scm.

(class_declaration name: (type_identifier) @class.name) @class
(abstract_class_declaration name: (type_identifier) @class.name) @class
(class name: (type_identifier) @class.name) @class
(required_parameter pattern: (identifier) @parameter.name) @parameter
(required_parameter pattern: (rest_pattern (identifier) @parameter.name)) @parameter
(required_parameter pattern: (object_pattern
  (shorthand_property_identifier_pattern) @parameter @parameter.name))
(required_parameter pattern: (array_pattern (identifier) @parameter @parameter.name))
(optional_parameter pattern: (identifier) @parameter.name) @parameter
(function_type parameters: (formal_parameters (required_parameter) @signature))
(function_signature parameters: (formal_parameters (required_parameter) @signature))
(public_field_definition name: (property_identifier) @function.name
  value: (arrow_function body: (_) @function.body) @function)
(arrow_function body: [(as_expression) (non_null_expression) (satisfies_expression)]
  @return.expression)
(ERROR . "class" . (type_identifier) @class.name) @class
