package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.registration.Listing;
import link.box.api.work.JobReport;
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

    @Test
    void a_box_that_is_cut_off_does_not_say_that_it_is_found() throws Exception {
        site.phone.listing = new Minutes();
        ann.post("/phone", Map.of());
        site.facts.jobs = () -> List.of(new JobReport("link.box.registration", "announce", Optional.of("no connection"), 1,
                Optional.empty()));
        String page = ann.get("/phone").body();
        assertTrue(page.contains("Scan the picture on its label") && !page.contains("more minutes"), page);
    }

    @Test
    void where_it_is_switched_off_a_click_is_answered_with_that() throws Exception {
        Minutes none = new Minutes();
        none.length = Optional.empty();
        site.phone.listing = none;
        HttpResponse<String> answer = ann.post("/phone", Map.of());
        assertEquals(409, answer.statusCode());
        assertTrue(answer.body().contains("role=\"alert\"") && answer.body().contains("registration.discovery"), answer.body());
    }

    @Test
    void what_keeps_apps_from_the_box_is_said_in_place_of_the_button() throws Exception {
        Minutes minutes = new Minutes();
        site.phone.listing = minutes;
        ann.post("/phone", Map.of());
        for (Listing.Obstacle each : Listing.Obstacle.values()) {
            minutes.obstacle = Optional.of(each);
            String page = ann.get("/phone").body();
            assertTrue(page.contains("class=\"note\"") && !page.contains("action=\"/phone\"") && !page.contains("more minutes"), page);
        }
        minutes.obstacle = Optional.of(Listing.Obstacle.NO_APPS);
        assertTrue(ann.get("/phone").body().contains("login.apps"));
    }

    private static final class Minutes implements Listing {
        private Optional<Duration> length = Optional.of(Duration.ofMinutes(10).minusSeconds(1));
        private Optional<Duration> left = Optional.empty();
        private Optional<Obstacle> obstacle = Optional.empty();

        @Override
        public Optional<Obstacle> obstacle() {
            return obstacle;
        }

        @Override
        public void open() {
            left = length;
        }

        @Override
        public Optional<Duration> left() {
            return left;
        }
    }
}
