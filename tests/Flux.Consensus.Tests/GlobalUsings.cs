// The networks of the test kit, whole chains; TestNetworks of this project are for single rules.
global using ScenarioNetworks = Flux.TestKit.TestNetworks;
