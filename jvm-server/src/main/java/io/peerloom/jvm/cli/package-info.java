/**
 * The command line. {@link io.peerloom.jvm.cli.CommandLineProgram} starts a whole network; its
 * subcommands start one server process ({@code bootstrap}, {@code bridge}, {@code node}, {@code
 * archive}), make keys ({@code network create}, {@code bridge-key}, {@code node-key}) or talk to a
 * running node over its HTTP API ({@code put}, {@code get}, {@code publish}, {@code subscribe},
 * {@code queue}, {@code diagnose}).
 *
 * <p>How a command line is processed: {@link io.peerloom.jvm.cli.Main} checks the Java version,
 * {@link io.peerloom.jvm.cli.Arguments} restores UTF-8, picocli sets the command's options from
 * arguments and {@code PEERLOOM_} variables. A server command passes a process to {@link
 * io.peerloom.jvm.cli.ServerRunner}, which waits for its end. A client command sends one request
 * with {@link io.peerloom.jvm.cli.NodeApi} and prints the response with {@link
 * io.peerloom.jvm.cli.Output}.
 *
 * <p>Invariants: a value's bytes are written unchanged, in every locale; every failure is one line
 * on standard error; exit code 0 is success, 1 a failure, 2 an invalid argument. No other package
 * of this module depends on this one.
 */
package io.peerloom.jvm.cli;
