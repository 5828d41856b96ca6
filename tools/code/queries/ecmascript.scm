; What JavaScript and TypeScript share.

[(function_declaration name: (identifier) @function.name body: (_) @function.body)
 (generator_function_declaration name: (identifier) @function.name body: (_) @function.body)
 (function_expression name: (identifier) @function.name body: (_) @function.body)
 (method_definition name: (_) @function.name body: (_) @function.body)] @function
(variable_declarator name: (identifier) @function.name
  value: [(arrow_function body: (_) @function.body) (function_expression body: (_) @function.body)]
  @function)
(assignment_expression left: (identifier) @function.name
  right: [(arrow_function body: (_) @function.body) (function_expression body: (_) @function.body)]
  @function)
(pair key: (property_identifier) @function.name
  value: [(arrow_function body: (_) @function.body) (function_expression body: (_) @function.body)]
  @function)
[(arrow_function) (function_expression)] @callback
(arrow_function body: [
  (identifier) (number) (string) (true) (false) (null) (undefined) (array) (object)
  (binary_expression) (unary_expression) (ternary_expression) (call_expression) (new_expression)
  (member_expression) (subscript_expression) (parenthesized_expression) (template_string)
  (arrow_function) (await_expression) (assignment_expression)] @return.expression)
(arrow_function parameter: (identifier) @parameter @parameter.name)

(for_statement initializer: (_)? @loop.start condition: (_)? @loop.header
  increment: (_)? @loop.header body: (_) @loop.body) @loop.for
(for_in_statement left: (_) @loop.target right: (_) @loop.header body: (_) @loop.body) @loop.for
(while_statement condition: (_) @loop.header body: (_) @loop.body) @loop.while
(do_statement body: (_) @loop.body condition: (_) @loop.header) @loop.while

(if_statement condition: (_) @branch.condition consequence: (_) @branch.body) @branch.if
(if_statement alternative: (else_clause (_) @branch.body) @branch.else)
(ternary_expression condition: (_) @branch.condition) @branch.ternary
(switch_statement value: (_) @branch.condition) @branch.match

(return_statement) @return
(_ [(return_statement) (throw_statement) (break_statement) (continue_statement)] . (comment)* . [
  (expression_statement) (lexical_declaration) (variable_declaration) (if_statement)
  (for_statement) (for_in_statement) (while_statement) (do_statement) (return_statement)
  (throw_statement) (break_statement) (continue_statement) (switch_statement) (try_statement)
  ] @dead)

(call_expression function: (identifier) @call.name) @call
(call_expression function: (member_expression object: (_) @call.object property: (_) @call.name))
  @call
(new_expression constructor: (identifier) @call.name) @call

(variable_declarator name: (_) @assignment.target) @assignment
(assignment_expression left: (_) @assignment.target) @assignment
(augmented_assignment_expression left: (_) @assignment.target) @assignment.augmented
(expression_statement (update_expression argument: (_) @assignment.target)) @assignment.augmented
(update_expression argument: (_) @assignment.target) @assignment.step
(unary_expression operator: "delete" argument: (_) @delete.target) @delete
(shorthand_property_identifier_pattern) @stored
(object_pattern (pair_pattern key: (_) @name.keyword))

(binary_expression) @binary
(number) @integer
(array) @structure.list
(object) @structure.dict

(import_statement source: (string (string_fragment) @import))
(call_expression function: (identifier) @_called (#eq? @_called "require")
  arguments: (arguments (string (string_fragment) @import)))

(identifier) @name
(shorthand_property_identifier) @name
(comment) @comment
(ERROR) @error
(MISSING) @error
