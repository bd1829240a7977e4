package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import link.box.api.registration.Listing;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;

class AddPhoneTest {
    private final Registry registry = new Registry("link.box.control", Path.of("unused"));
    private int opened;
    private boolean cutOff;
    private Optional<Listing.Obstacle> obstacle = Optional.empty();

    private String answer(Duration left) {
        registry.offer(new Listing() {
            @Override
            public void open() {
                opened++;
            }

            @Override
            public Optional<Duration> left() {
                return opened == 0 ? Optional.empty() : Optional.ofNullable(left);
            }

            @Override
            public Optional<Obstacle> obstacle() {
                return obstacle;
            }
        }, Map.of());
        return new AddPhone(registry.context(), () -> cutOff).answer();
    }

    @Test
    void it_lists_the_box_and_says_for_how_long_and_what_to_do() {
        assertTrue(answer(Duration.ofSeconds(599)).startsWith("For 10 minutes apps find this Box: open the app on the phone now"));
        assertEquals(1, opened);
        assertEquals(0, registry.uses(), "an update of who announces must not wait for us");
    }

    @Test
    void where_it_is_switched_off_that_is_said() {
        assertTrue(answer(null).startsWith("error: apps cannot find this Box: registration.discovery is off"));
    }

    @Test
    void what_keeps_apps_from_it_is_an_error_although_the_window_is_open() {
        for (Listing.Obstacle each : Listing.Obstacle.values()) {
            obstacle = Optional.of(each);
            assertTrue(answer(Duration.ofSeconds(599)).startsWith("error: apps cannot find this Box: "), each.name());
        }
        assertTrue(answer(Duration.ofSeconds(599)).contains("the registration server did not list it"));
        obstacle = Optional.empty();
        cutOff = true;
        assertTrue(answer(Duration.ofSeconds(599)).startsWith("error: apps cannot find this Box: it is offline"));
        assertEquals(Listing.Obstacle.values().length + 2, opened, "it is found when that passes");
    }

    @Test
    void while_nobody_announces_the_box_that_is_said() {
        assertTrue(new AddPhone(registry.context(), () -> false).answer().startsWith("error: the Box announces itself to nobody yet"));
    }
}
