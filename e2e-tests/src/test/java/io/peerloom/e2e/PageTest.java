package io.peerloom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The web page itself, used as a person would. */
class PageTest {
  private static final LocatorAssertions.ContainsTextOptions ANSWERED =
      new LocatorAssertions.ContainsTextOptions().setTimeout(Bounds.ANSWERED.toMillis());

  @RegisterExtension static final Stage STAGE = new Stage();

  @Test
  void formsPutGetPublishAndSend() {
    Tab first = STAGE.join(STAGE.profile());
    Tab second = STAGE.join(STAGE.profile());
    first.awaitWebRtcTo(second.id());
    Page here = first.page();
    Page there = second.page();

    here.fill("#put [name=value]", "good morning");
    here.selectOption("#put [name=readers]", "public");
    here.click("#put button");
    assertThat(here.locator("#put-result")).containsText("Version", ANSWERED);
    there.click("#get button");
    assertThat(there.locator("#get-result")).containsText("good morning", ANSWERED);

    here.click("#subscribe button");
    there.click("#subscribe button");
    assertThat(here.locator("#topic-result")).containsText("Listening", ANSWERED);
    assertThat(there.locator("#topic-result")).containsText("Listening", ANSWERED);
    assertThat(here.locator("#topic-present")).containsText("1 other is here now", ANSWERED);
    here.fill("#publish [name=message]", "anybody there?");
    here.click("#publish button");
    assertThat(there.locator("#topic-messages")).containsText("anybody there?", ANSWERED);
    assertThat(here.locator("#topic-messages li.mine")).containsText("anybody there?", ANSWERED);

    here.selectOption("#send [name=peer]", second.id());
    here.fill("#send [name=message]", "only for you");
    here.click("#send button");
    assertThat(there.locator("#direct-messages")).containsText("only for you", ANSWERED);
    assertThat(there.locator("#direct-messages")).containsText(first.id().substring(0, 8));
  }

  /** The build shortens TeaVM's exceptions; the compiled core is asked beside its facade. */
  @Test
  void exceptionOfTheCoreHasItsMessage() {
    Object thrown =
        STAGE
            .empty(STAGE.profile())
            .page()
            .evaluate(
                "async () => { const core = await import('/peerloom-core.js');"
                    + " const none = () => false;"
                    + " const events = { state: none, link: none, unlink: none, storage: none };"
                    + " const handle = await core.join({ network: '', invitation: '', maxLinks: 0,"
                    + " bootstrap: [location.origin.replace('http', 'ws') + '/bootstrap'],"
                    + " iceServers: null, memory: true, events });"
                    + " try { handle.bufferedBytes('ab'); return 'nothing'; }"
                    + " catch (e) { return String(e); } finally { await handle.leave(); } }");
    assertThat(thrown).isEqualTo("Error: a peer id is 64 digits");
  }

  @Test
  void hostileTextStaysText() {
    Tab tab = STAGE.join(STAGE.profile());
    Page page = tab.page();
    String hostile = "<img src=x onerror=\"window.pwned = 1\"><script>window.pwned = 1</script>";
    tab.put("greeting", hostile, Map.of("readers", "public"));
    page.click("#get button");
    assertThat(page.locator("#get-result .value")).hasText(hostile);
    page.click("#subscribe button");
    assertThat(page.locator("#topic-result")).containsText("Listening", ANSWERED);
    tab.publish("lobby", hostile);
    assertThat(page.locator("#topic-messages .text")).hasText(hostile);
    assertThat(page.evaluate("window.pwned")).isNull();
    assertThat(page.locator("main img")).hasCount(0);
  }

  @Test
  void fitsAPhone() {
    Tab tab = STAGE.join(STAGE.profile(new Browser.NewContextOptions().setViewportSize(390, 844)));
    tab.await(
        "page as wide as the screen",
        Bounds.GONE,
        "() => document.documentElement.scrollWidth <= 390",
        null);
  }

  @Test
  void failureIsShownWithItsCode() {
    Tab tab = STAGE.join(STAGE.profile());
    Page page = tab.page();
    page.fill("#put [name=value]", "x".repeat(70_000));
    page.selectOption("#put [name=readers]", "public");
    page.click("#put button");
    assertThat(page.locator("#put-result")).containsText("TOO_LARGE", ANSWERED);
    assertThat(page.locator("#put button")).isEnabled();
    assertThat(tab.get("greeting")).isNull();
  }
}
