/**
 * The measurements of a run, as distributions, counts, text and one line of JSON whose format stays
 * comparable.
 */
package io.peerloom.simulator.report;
