/**
 * Attacks on a running network, each a small program: what one hostile member with one token, or a
 * stranger without any, can send. While an attack lasts, honest peers put, get, publish and
 * receive; what they lose by it is reported.
 *
 * <p>An attacker here uses the core's own classes to join, to prove itself and to encode, and then
 * keeps to no rule. {@code e2e-tests/attack} runs attacks for as long as one likes; the tests run
 * each for some seconds. {@code docs/SECURITY.md} says what is defended against whom.
 */
package io.peerloom.e2e.attack;
