"""An upgrade that nobody notices: whether code of the release before survives the migrations of this one."""
