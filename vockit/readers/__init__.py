"""Files to numbered batches of verbatims with the roles of the columns settled."""
