"""The benchmarks of the portal, also beside other systems; installed as an app only with BENCHMARK=1."""
