; Java, under the names that tools/code/facts.py reads.

(method_declaration name: (identifier) @function.name body: (_) @function.body) @function
(constructor_declaration name: (identifier) @function.name body: (_) @function.body) @function
(variable_declarator name: (identifier) @function.name
  value: (lambda_expression body: (_) @function.body) @function)
(assignment_expression left: (identifier) @function.name
  right: (lambda_expression body: (_) @function.body) @function)
(lambda_expression) @callback
(formal_parameter name: (identifier) @parameter.name) @parameter
(spread_parameter (variable_declarator name: (identifier) @parameter.name)) @parameter
(inferred_parameters (identifier) @parameter @parameter.name)
(lambda_expression parameters: (identifier) @parameter @parameter.name)
[(class_declaration name: (identifier) @class.name)
 (record_declaration name: (identifier) @class.name)
 (interface_declaration name: (identifier) @class.name)
 (enum_declaration name: (identifier) @class.name)] @class

(for_statement init: (_)? @loop.start condition: (_)? @loop.header
  update: (_)? @loop.header body: (_) @loop.body) @loop.for
(enhanced_for_statement name: (identifier) @loop.target value: (_) @loop.header
  body: (_) @loop.body) @loop.for
(while_statement condition: (_) @loop.header body: (_) @loop.body) @loop.while
(do_statement body: (_) @loop.body condition: (_) @loop.header) @loop.while

(if_statement condition: (_) @branch.condition consequence: (_) @branch.body) @branch.if
(if_statement alternative: (_) @branch.else @branch.body)
(ternary_expression condition: (_) @branch.condition) @branch.ternary
(switch_expression condition: (_) @branch.condition) @branch.match

(return_statement) @return
(lambda_expression body: [
  (identifier) (decimal_integer_literal) (string_literal) (true) (false) (null_literal)
  (binary_expression) (unary_expression) (ternary_expression) (method_invocation)
  (object_creation_expression) (field_access) (array_access) (parenthesized_expression)
  (lambda_expression)] @return.expression)
(_ [(return_statement) (throw_statement) (break_statement) (continue_statement)]
  . [(line_comment) (block_comment)]* . [
  (expression_statement) (local_variable_declaration) (if_statement) (for_statement)
  (enhanced_for_statement) (while_statement) (do_statement) (return_statement) (throw_statement)
  (break_statement) (continue_statement) (try_statement)] @dead)

(method_invocation !object name: (identifier) @call.name) @call
(method_invocation object: (_) @call.object name: (identifier) @call.name) @call
(object_creation_expression type: [(type_identifier) @call.name
  (generic_type (type_identifier) @call.name)]) @call
(array_creation_expression) @structure.list
(variable_declarator value: (array_initializer) @structure.list)

(local_variable_declaration (variable_declarator name: (identifier) @assignment.target))
  @assignment
(assignment_expression left: (_) @assignment.target operator: "=") @assignment
(assignment_expression left: (_) @assignment.target
  operator: ["+=" "-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>=" ">>>="]) @assignment.augmented
(expression_statement (update_expression [(identifier) (array_access) (field_access)]
  @assignment.target)) @assignment.augmented
(update_expression [(identifier) (array_access) (field_access)] @assignment.target)
  @assignment.step
(field_declaration (variable_declarator name: (identifier) @stored))
(catch_formal_parameter name: (identifier) @stored)
(resource name: (identifier) @assignment.target) @assignment.with

(binary_expression) @binary
(decimal_integer_literal) @integer

(import_declaration [(scoped_identifier) (identifier)] @import)

(identifier) @name
(field_access field: (identifier) @name.attribute)
(method_invocation name: (identifier) @name.attribute)
[(line_comment) (block_comment)] @comment
(ERROR) @error
(MISSING) @error
(ERROR . (modifiers)? . "class" . (identifier) @class.name) @class
