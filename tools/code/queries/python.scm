; What tools/code/facts.py reads, under names that every language shares.

(function_definition name: (identifier) @function.name body: (block) @function.body) @function
(parameters (identifier) @parameter @parameter.name)
(parameters (typed_parameter . (identifier) @parameter.name) @parameter)
(parameters (typed_parameter . (list_splat_pattern (identifier) @parameter.name)) @parameter)
(parameters (typed_parameter . (dictionary_splat_pattern (identifier) @parameter.name)) @parameter)
(parameters (default_parameter name: (identifier) @parameter.name) @parameter)
(parameters (typed_default_parameter name: (identifier) @parameter.name) @parameter)
(parameters (list_splat_pattern (identifier) @parameter.name) @parameter)
(parameters (dictionary_splat_pattern (identifier) @parameter.name) @parameter)
(lambda_parameters (identifier) @stored)
(class_definition name: (identifier) @class.name body: (block) @class.body) @class

(for_statement left: (_) @loop.target right: (_) @loop.header body: (block) @loop.body) @loop.for
(while_statement condition: (_) @loop.header body: (block) @loop.body) @loop.while
(for_in_clause left: (_) @clause.target right: (_) @clause.header) @clause
[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)]
  @comprehension

(if_statement condition: (_) @branch.condition consequence: (block) @branch.body) @branch.if
(elif_clause condition: (_) @branch.condition consequence: (block) @branch.body) @branch.elif
(if_statement alternative: (else_clause body: (block) @branch.body) @branch.else)
(conditional_expression) @branch.ternary
(match_statement) @branch.match

(return_statement) @return
(_ [(return_statement) (raise_statement) (break_statement) (continue_statement)]
  . (comment)* . (_) @dead)

(call function: (identifier) @call.name) @call
(call function: (attribute object: (_) @call.object attribute: (identifier) @call.name)) @call

(assignment left: (_) @assignment.target) @assignment
(augmented_assignment left: (_) @assignment.target) @assignment.augmented
(named_expression name: (_) @assignment.target) @assignment.walrus
(with_item value: (as_pattern alias: (_) @assignment.target)) @assignment.with
(delete_statement (_) @delete.target) @delete
(global_statement (identifier) @outer)
(nonlocal_statement (identifier) @outer)

(comparison_operator) @comparison
(boolean_operator) @boolean
(binary_operator) @arithmetic
(integer) @integer
(subscript subscript: (slice) @slice)
[(list) (list_comprehension)] @structure.list
[(dictionary) (dictionary_comprehension)] @structure.dict
[(set) (set_comprehension)] @structure.set

(import_statement name: (dotted_name) @import)
(import_statement name: (aliased_import name: (dotted_name) @import))
(import_from_statement module_name: (dotted_name) @import)

(identifier) @name
(attribute attribute: (identifier) @name.attribute)
(keyword_argument name: (identifier) @name.keyword)

(comment) @comment
(ERROR) @error
(MISSING) @error
(ERROR . "class" . (identifier) @class.name) @class
