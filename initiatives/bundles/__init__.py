"""The pages of bundles ("stapels"): what an editor chose of the examples to answer one question."""
