/** A plugin of TeaVM's compiler: part of the build, not of the page. */
package io.peerloom.browser.build;
