/**
 * What is wrong with a server, and which setting to change: checks of addresses, bootstrap servers,
 * bridges, STUN and TURN servers, clock, disk and memory.
 *
 * <p>A check has two halves. A probe goes out and returns evidence ({@link
 * io.peerloom.jvm.check.Dial} of {@link io.peerloom.jvm.check.AddressProbe}); a pure verdict turns
 * evidence and expectation into a {@link io.peerloom.jvm.check.Finding} ({@link
 * io.peerloom.jvm.check.AddressVerdict}). {@link io.peerloom.jvm.check.FindingKind} lists every
 * finding there is; docs/DIAGNOSE.md says the same in words and is compared with it by a test.
 *
 * <p>Who runs them: {@link io.peerloom.jvm.check.SelfTest} in every server that advertises an
 * address, for its log, {@code /readyz} and metrics; the command {@code diagnose}, from wherever
 * the operator sits.
 *
 * <p>Invariants: a probe has a time limit for each step, reads a bounded number of bytes, follows
 * no redirect and changes nothing; a finding names one setting; what cannot be seen from here is
 * never called wrong ({@link io.peerloom.jvm.check.Finding#proved()}).
 */
package io.peerloom.jvm.check;
