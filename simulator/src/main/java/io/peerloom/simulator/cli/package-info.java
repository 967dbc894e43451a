/**
 * The command line: options become a scenario and seeds; exit code 1 means that a checker was
 * violated.
 */
package io.peerloom.simulator.cli;
