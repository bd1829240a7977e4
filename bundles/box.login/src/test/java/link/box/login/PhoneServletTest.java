package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import link.box.api.registration.Listing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneServletTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path data;
    private Site site;
    private Browser ann;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
        site.setUp(Map.of("email", "ann@example.com", "password", PASSWORD));
        ann = new Browser(site);
        ann.logIn(PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void the_box_is_found_for_ten_minutes_once_its_owner_says_so() throws Exception {
        Minutes minutes = new Minutes();
        site.phone.listing = minutes;
        assertFalse(ann.get("/phone").body().contains("more minutes"));
        assertEquals(303, ann.post("/phone", Map.of()).statusCode());
        assertTrue(ann.get("/phone").body().contains("The Box is found for 10 more minutes."));
        minutes.left = Optional.of(Duration.ofSeconds(30));
        assertTrue(ann.get("/phone").body().contains("The Box is found for one more minute."));
    }

    @Test
    void while_nobody_could_list_it_the_page_says_what_helps() throws Exception {
        String page = ann.get("/phone").body();
        assertTrue(page.contains("Scan the picture on its label") && !page.contains("action=\"/phone\""), page);
        assertEquals(303, ann.post("/phone", Map.of()).statusCode());
    }

    private static final class Minutes implements Listing {
        private Optional<Duration> left = Optional.empty();

        @Override
        public void open() {
            left = Optional.of(Duration.ofMinutes(10).minusSeconds(1));
        }

        @Override
        public Optional<Duration> left() {
            return left;
        }
    }
}
