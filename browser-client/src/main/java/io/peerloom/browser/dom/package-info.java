/** The browser interfaces that TeaVM's library has no types for, as thin as they can be. */
package io.peerloom.browser.dom;
