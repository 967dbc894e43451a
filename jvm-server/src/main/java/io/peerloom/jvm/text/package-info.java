/**
 * Checks of text, JSON and numbers that come from users or other peers. Values are stored and
 * delivered as their authors wrote them: these classes accept or refuse, and never rewrite.
 */
package io.peerloom.jvm.text;
