"""How batches are carried to the function that works on them: one process, or several."""
