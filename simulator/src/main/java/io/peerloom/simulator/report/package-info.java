/**
 * What a run measured, as distributions, counts, text and one line of JSON that stays comparable.
 */
package io.peerloom.simulator.report;
