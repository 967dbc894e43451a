package io.peerloom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's dashboard, in a phone's window. */
class DashboardTest {
  @RegisterExtension static final Stage STAGE = new Stage();

  @Test
  void showsLinksAndAsksStrangersForTheToken() {
    var phone = STAGE.profile(new Browser.NewContextOptions().setViewportSize(390, 844));
    Page page = STAGE.open(phone, "/dashboard").page();
    assertThat(page.locator("#state")).hasText("connected", within());
    assertThat(page.locator("#role")).containsText("all-in-one");
    // A bridge and three nodes, each with a link to the others.
    assertThat(page.locator("#links tbody tr")).hasCount(12);
    assertThat(page.locator("#map g[data-peer]")).hasCount(4);
    assertThat(page.locator("#bridges")).containsText("linked");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);

    // As if a proxy passed on what comes from elsewhere.
    phone.setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.7"));
    assertThat(page.locator("#state")).hasText("locked", within());
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator("#board")).isHidden();
    assertThat(page.locator("#sign-in-why")).containsText("--api-token");
  }

  private static LocatorAssertions.HasTextOptions within() {
    return new LocatorAssertions.HasTextOptions().setTimeout(Bounds.ANSWERED.toMillis());
  }
}
