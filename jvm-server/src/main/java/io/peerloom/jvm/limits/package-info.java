/**
 * The budgets of what only servers do. Those that pages have, too, stand in {@link
 * io.peerloom.core.base.Limits}.
 */
package io.peerloom.jvm.limits;
