/**
 * End-to-end tests: the real jar in its own processes, and real browsers, used only through public
 * interfaces; no class of Peerloom is called.
 *
 * <p>Servers: {@code Server} runs the all-in-one on a free port; {@code ProcessNetwork} runs
 * bootstrap servers, bridges and nodes as one process each, with kill -9, wrong clocks ({@code
 * FakeClock}) and two sites that can be cut off from each other ({@code TwoSites}). Both start the
 * jar named by the system property {@code peerloom.jar} through {@code JarProcess}. Tests talk to
 * nodes through {@code Api} and to the command line through {@code Program}.
 *
 * <p>Browsers: {@code Browsers} starts the machine's own Chromium and Firefox through Playwright. A
 * test registers a {@code Stage}, which gives it a fresh server and browser profiles; a {@code Tab}
 * is one page and its peer. {@code WindowBrowser} is a Chromium whose tabs can be hidden and
 * frozen.
 *
 * <p>When a test fails, its logs and data, and screenshots of its pages, are kept in a folder of
 * its name under {@code e2e-tests/target/artifacts}; {@code Stage} makes one per test, {@code
 * KeptWhenFailed} one per class. After a success the folder is deleted.
 *
 * <p>{@code ./verify} runs the classes whose names end in Test. Those that end in Soak take minutes
 * and run with {@code e2e-tests/soak}; {@code PromisesRun} is a program, {@code
 * e2e-tests/promises}. Time limits are those of the requirements ({@code Bounds}).
 */
package io.peerloom.e2e;
