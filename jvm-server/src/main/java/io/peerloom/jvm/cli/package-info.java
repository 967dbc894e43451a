/**
 * The command line. {@link io.peerloom.jvm.cli.CommandLineProgram} starts a whole network; its
 * subcommands start one server process ({@code bootstrap}, {@code bridge}, {@code node}) or speak
 * to a running node over its HTTP API ({@code put}, {@code get}, {@code publish}, {@code
 * subscribe}, {@code queue}, {@code diagnose}).
 *
 * <p>How a command line travels: {@link io.peerloom.jvm.cli.Main} checks the Java version, {@link
 * io.peerloom.jvm.cli.Arguments} restores UTF-8, picocli fills the command's options from arguments
 * and {@code PEERLOOM_} variables. A server command gives {@link io.peerloom.jvm.cli.ServerRunner}
 * what to start, which then waits for the end of the process. A client command sends one request by
 * {@link io.peerloom.jvm.cli.NodeApi} and prints the answer by {@link io.peerloom.jvm.cli.Output}.
 *
 * <p>Invariants: a value's bytes are written unchanged, in every locale; every failure is one line
 * on standard error; exit code 0 is success, 1 a failure, 2 a wrong argument. Nothing else in this
 * module knows this package.
 */
package io.peerloom.jvm.cli;
