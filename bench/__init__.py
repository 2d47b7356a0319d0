"""What plugs the portal into the harness that times it beside others; installed as an app only with BENCHMARK=1."""
