package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import link.box.api.registration.Url;
import link.box.common.json.Json;
import org.junit.jupiter.api.Test;

class LetterTextTest {
    private static final URI ISSUER = URI.create("https://abc.box.test");

    @Test
    void it_is_padded_to_whole_kilobytes_and_never_longer_than_two() throws Exception {
        List<Url> urls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            urls.add(Home.url("https://mirror" + i + ".abc.box.test:3000", i == 0 ? Url.Kind.MAIN : Url.Kind.MIRROR));
            urls.add(Home.url("https://remote.abc.box.test", Url.Kind.TUNNEL));
            String text = LetterText.of(7, ISSUER, urls);
            assertTrue(text.length() == 1024 || text.length() == 2048, String.valueOf(text.length()));
            List<?> told = Json.object(text).getJsonArray("urls");
            assertTrue(told.get(0).toString().contains("mirror0"));
            assertTrue(told.get(told.size() - 1).toString().contains("remote"), "what leads in from outside is never left out");
            urls.remove(urls.size() - 1);
        }
    }

    @Test
    void a_text_that_fits_exactly_is_not_padded() {
        String bare = LetterText.of(7, URI.create("https://x"), List.of()).strip();
        String text = LetterText.of(7, URI.create("https://x" + "y".repeat(1024 - bare.length())), List.of());
        assertEquals(1024, text.length());
        assertEquals(text.strip(), text);
    }
}
