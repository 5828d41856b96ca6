; What tools/code/facts.py reads, under names that every language shares.

(function_definition
  name: (identifier) @function.name
  parameters: (parameters) @function.parameters
  body: (block) @function.body) @function
(lambda) @lambda
(class_definition name: (identifier) @class.name body: (block) @class.body) @class

(for_statement left: (_) @loop.target right: (_) @loop.header body: (block) @loop.body) @loop.for
(while_statement condition: (_) @loop.header body: (block) @loop.body) @loop.while
(for_in_clause left: (_) @clause.target right: (_) @clause.header) @clause
(list_comprehension) @comprehension
(set_comprehension) @comprehension
(dictionary_comprehension) @comprehension
(generator_expression) @comprehension

(if_statement condition: (_) @branch.condition consequence: (block) @branch.body) @branch.if
(elif_clause condition: (_) @branch.condition consequence: (block) @branch.body) @branch.elif
(if_statement alternative: (else_clause body: (block) @branch.body) @branch.else)
(conditional_expression) @branch.ternary
(match_statement) @branch.match
(try_statement) @try
(except_clause) @except

(return_statement) @return
(raise_statement) @raise
(break_statement) @jump
(continue_statement) @jump
(yield) @yield

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
(list) @structure.list
(dictionary) @structure.dict
(set) @structure.set
(list_comprehension) @structure.list
(dictionary_comprehension) @structure.dict
(set_comprehension) @structure.set
(subscript value: (_) @subscript.value) @subscript
(subscript subscript: (slice) @slice)

(import_statement name: (dotted_name) @import.name)
(import_statement name: (aliased_import name: (dotted_name) @import.name))
(import_from_statement module_name: (dotted_name) @import.name)
(import_from_statement name: (dotted_name) @import.member)

(identifier) @name
(attribute attribute: (identifier) @name.attribute)
(keyword_argument name: (identifier) @name.keyword)

(comment) @comment
(ERROR) @error
(MISSING) @error
