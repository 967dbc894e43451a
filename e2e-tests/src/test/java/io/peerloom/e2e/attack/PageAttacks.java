package io.peerloom.e2e.attack;

import java.util.List;

/** Attacks on pages, and by pages, in a real browser. */
final class PageAttacks {
  private PageAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack(
            "foreign-page",
            "a page of another origin tries sockets, requests and frames",
            ForeignPage::attack),
        new Attack(
            "page-negotiations",
            "4 identities, 4 ids each, flood a page with offers and ICE candidates",
            PageNegotiations::attack));
  }
}
