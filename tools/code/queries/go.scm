; Go, under the names that tools/code/facts.py reads.

(function_declaration name: (identifier) @function.name body: (_) @function.body) @function
(method_declaration receiver: (parameter_list (parameter_declaration
    name: (identifier)? @function.receiver
    type: [(type_identifier) @function.owner
           (pointer_type (type_identifier) @function.owner)
           (pointer_type (generic_type type: (type_identifier) @function.owner))
           (generic_type type: (type_identifier) @function.owner)]))
  name: (field_identifier) @function.name body: (_) @function.body) @function
(short_var_declaration left: (expression_list . (identifier) @function.name)
  right: (expression_list . (func_literal body: (_) @function.body) @function))
(assignment_statement left: (expression_list . (identifier) @function.name)
  right: (expression_list . (func_literal body: (_) @function.body) @function))
(var_spec name: (identifier) @function.name
  value: (expression_list . (func_literal body: (_) @function.body) @function))
(func_literal) @callback
(parameter_declaration name: (identifier) @parameter.name) @parameter
(variadic_parameter_declaration name: (identifier) @parameter.name) @parameter
(method_declaration receiver: (parameter_list (parameter_declaration) @signature))
(function_declaration result: (parameter_list (parameter_declaration) @signature))
(method_declaration result: (parameter_list (parameter_declaration) @signature))
(func_literal result: (parameter_list (parameter_declaration) @signature))
[(function_declaration result: (parameter_list (parameter_declaration name: (_) @result)))
 (method_declaration result: (parameter_list (parameter_declaration name: (_) @result)))
 (func_literal result: (parameter_list (parameter_declaration name: (_) @result)))]
(function_type parameters: (parameter_list (parameter_declaration) @signature))
(type_spec name: (type_identifier) @class.name type: (struct_type)) @class

(for_statement (for_clause initializer: (_)? @loop.start condition: (_)? @loop.header
  update: (_)? @loop.header) body: (_) @loop.body) @loop.for
(for_statement (range_clause left: (_)? @loop.target right: (_) @loop.header)
  body: (_) @loop.body) @loop.for
(for_statement . [(binary_expression) (call_expression) (identifier) (unary_expression)
  (parenthesized_expression) (selector_expression) (true) (index_expression)] @loop.header
  body: (_) @loop.body) @loop.while
(for_statement . body: (_) @loop.body) @loop.while

(if_statement condition: (_) @branch.condition consequence: (_) @branch.body) @branch.if
(if_statement alternative: (_) @branch.else @branch.body)
(expression_switch_statement value: (_)? @branch.condition) @branch.match
(type_switch_statement value: (_)? @branch.condition) @branch.match

(return_statement) @return
(_ [(return_statement) (break_statement) (continue_statement)
    (expression_statement (call_expression function: (identifier) @_panic
      (#eq? @_panic "panic")))]
  . (comment)* . [
  (expression_statement) (short_var_declaration) (var_declaration) (assignment_statement)
  (inc_statement) (dec_statement) (if_statement) (for_statement) (return_statement)
  (break_statement) (continue_statement) (expression_switch_statement)] @dead)

(call_expression function: (identifier) @call.name) @call
(call_expression function: (selector_expression operand: (_) @call.object
  field: (field_identifier) @call.name)) @call
(call_expression function: (identifier) @_made (#eq? @_made "make")
  arguments: (argument_list . (map_type))) @structure.dict
(call_expression function: (identifier) @_made (#eq? @_made "make")
  arguments: (argument_list . (slice_type))) @structure.list
(composite_literal type: (map_type)) @structure.dict
(composite_literal type: [(slice_type) (array_type) (implicit_length_array_type)]) @structure.list
(var_spec type: [(slice_type) (array_type)]) @structure.list

(short_var_declaration left: (_) @assignment.target) @assignment
(var_spec name: (identifier) @assignment.target) @assignment
(const_spec name: (identifier) @assignment.target) @assignment
(assignment_statement left: (_) @assignment.target operator: "=") @assignment
(assignment_statement left: (_) @assignment.target
  operator: ["+=" "-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>="]) @assignment.augmented
[(inc_statement (_) @assignment.target) (dec_statement (_) @assignment.target)]
  @assignment.augmented

(binary_expression) @binary
(int_literal) @integer
(slice_expression) @slice

(import_spec path: (_ (interpreted_string_literal_content) @import))

(identifier) @name
(comment) @comment
(ERROR) @error
(MISSING) @error
