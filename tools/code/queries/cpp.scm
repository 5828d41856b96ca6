; C++, under the names that tools/code/facts.py reads.

(function_definition declarator: (function_declarator declarator: [
    (identifier) @function.name (field_identifier) @function.name (operator_name) @function.name
    (destructor_name) @function.name
    (qualified_identifier scope: (_) @function.owner name: (_) @function.name)])
  body: (_) @function.body) @function
(function_definition declarator: (_ (function_declarator declarator: [
    (identifier) @function.name (field_identifier) @function.name (operator_name) @function.name
    (qualified_identifier scope: (_) @function.owner name: (_) @function.name)]))
  body: (_) @function.body) @function
(init_declarator declarator: (identifier) @function.name
  value: (lambda_expression body: (_) @function.body) @function)
(assignment_expression left: (identifier) @function.name
  right: (lambda_expression body: (_) @function.body) @function)
(lambda_expression) @callback
(parameter_declaration declarator: (identifier) @parameter.name) @parameter
(parameter_declaration declarator: (_ (identifier) @parameter.name)) @parameter
(parameter_declaration declarator: (_ (_ (identifier) @parameter.name))) @parameter
(optional_parameter_declaration declarator: (identifier) @parameter.name) @parameter
(optional_parameter_declaration declarator: (_ (identifier) @parameter.name)) @parameter
(declaration declarator: (function_declarator parameters: (_ (parameter_declaration) @signature)))
(field_declaration declarator: (function_declarator
  parameters: (_ (parameter_declaration) @signature)))
(class_specifier name: (type_identifier) @class.name body: (_)) @class
(struct_specifier name: (type_identifier) @class.name body: (_)) @class

(for_statement initializer: (_)? @loop.start condition: (_)? @loop.header
  update: (_)? @loop.header body: (_) @loop.body) @loop.for
(for_range_loop declarator: (_) @loop.target right: (_) @loop.header body: (_) @loop.body)
  @loop.for
(while_statement condition: (_) @loop.header body: (_) @loop.body) @loop.while
(do_statement body: (_) @loop.body condition: (_) @loop.header) @loop.while

(if_statement condition: (_) @branch.condition consequence: (_) @branch.body) @branch.if
(if_statement alternative: (else_clause (_) @branch.body) @branch.else)
(conditional_expression condition: (_) @branch.condition) @branch.ternary
(switch_statement condition: (_) @branch.condition) @branch.match

(return_statement) @return
(_ [(return_statement) (throw_statement) (break_statement) (continue_statement)]
  . (comment)* . [
  (expression_statement) (declaration) (if_statement) (for_statement) (for_range_loop)
  (while_statement) (do_statement) (return_statement) (throw_statement) (break_statement)
  (continue_statement) (switch_statement) (try_statement)] @dead)

(call_expression function: (identifier) @call.name) @call
(call_expression function: (template_function name: (identifier) @call.name)) @call
(call_expression function: (field_expression argument: (_) @call.object
  field: (field_identifier) @call.name)) @call
(call_expression function: (qualified_identifier name: (identifier) @call.name)) @call
(declaration type: (template_type name: (type_identifier) @structure.name)) @structure
(declaration type: (qualified_identifier name:
  (template_type name: (type_identifier) @structure.name))) @structure
(declaration declarator: [(array_declarator) (init_declarator declarator: (array_declarator))])
  @structure.list

(declaration declarator: [(identifier) (reference_declarator) (pointer_declarator)
  (array_declarator) (structured_binding_declarator)] @assignment.target) @assignment
(declaration declarator: (init_declarator declarator: (_) @assignment.target)) @assignment
(function_definition body: (_ (declaration declarator: (function_declarator
  declarator: (identifier) @assignment.target) @assignment)))
(parameter_declaration type: (type_identifier) @name.maybe !declarator)
(assignment_expression left: (_) @assignment.target operator: "=") @assignment
(assignment_expression left: (_) @assignment.target
  operator: ["+=" "-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>="]) @assignment.augmented
(expression_statement (update_expression argument: (_) @assignment.target))
  @assignment.augmented
(update_expression argument: (_) @assignment.target) @assignment.step
(delete_expression (_) @delete.target) @delete
(catch_clause parameters: (parameter_list (parameter_declaration) @signature))

(binary_expression) @binary
(number_literal) @integer

(preproc_include path: (_) @import)

(identifier) @name
(comment) @comment
(ERROR) @error
(MISSING) @error
(ERROR . ["class" "struct"] . (type_identifier) @class.name) @class
