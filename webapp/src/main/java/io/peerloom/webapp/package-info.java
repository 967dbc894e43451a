/**
 * The page's QR codes: a library for Java, compiled to a module of its own.
 *
 * <p>Everything else of the page is JavaScript under {@code web}. The classes here are in no jar;
 * what is compiled of them is {@code web/qr-code.js}.
 */
package io.peerloom.webapp;
