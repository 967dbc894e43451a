package io.peerloom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages under examples/, as the server has them. */
class ExamplePagesTest {
  @RegisterExtension static final Stage STAGE = Stage.withOneServer();

  @Test
  void chatRemembers() {
    Page first = joined("chat", STAGE.profile());
    first.fill("[name=who]", "Ada");
    first.fill("[name=text]", "anybody <b>there</b>?");
    first.click("button");
    assertThat(first.locator("#status")).containsText("Sent", answered());

    Page late = joined("chat", STAGE.profile());
    assertThat(late.locator("li")).hasText("Ada: anybody <b>there</b>?");
    late.fill("[name=who]", "Bob");
    late.fill("[name=text]", "yes");
    late.press("[name=text]", "Enter");
    assertThat(first.locator("li").last()).containsText("Bob: yes", answered());
  }

  @Test
  void counterLosesNoClick() {
    BrowserContext profile = STAGE.profile();
    Page first = joined("counter", profile);
    Page second = joined("counter", profile);
    for (int i = 0; i < 6; i++) {
      first.click("#add");
      second.click("#add");
    }
    assertThat(first.locator("#count")).containsText("12", answered());
    assertThat(second.locator("#count")).containsText("12", answered());
    Page other = joined("counter", STAGE.profile());
    other.click("#add");
    assertThat(other.locator("#status")).containsText("Counted", answered());
    assertThat(other.locator("#count")).hasText("1");
    assertThat(first.locator("#count")).hasText("12");
  }

  private static Page joined(String example, BrowserContext profile) {
    Page page = STAGE.open(profile, "/examples/" + example + ".html").page();
    assertThat(page.locator("#status"))
        .containsText(
            "Joined",
            new LocatorAssertions.ContainsTextOptions().setTimeout(Bounds.MESHED.toMillis()));
    return page;
  }

  private static LocatorAssertions.ContainsTextOptions answered() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(Bounds.ANSWERED.toMillis());
  }
}
