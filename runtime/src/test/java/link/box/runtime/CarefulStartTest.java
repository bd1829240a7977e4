package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

/** The start after the memory ran out; the JVM ends where the test throws. */
class CarefulStartTest {
    private static final String LAMP = "org.example.lamp";
    private static final String DOOR = "org.example.door";

    @TempDir
    Path folder;
    private Bundles bundles;
    private final List<String> noted = new ArrayList<>();

    private void open() throws Exception {
        close();
        bundles = new Bundles(folder, Jar.of(LAMP), Jar.of("link.box.core"), Jar.of(DOOR), Jar.of("org.example.gate"));
    }

    @AfterEach
    void close() {
        if (bundles != null) {
            bundles.close();
        }
    }

    private String note() throws Exception {
        Path file = bundles.directory().resolve("starting");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private CarefulStart careful(Calm calm) {
        return new CarefulStart(bundles.directory(), new Quarantine(bundles.directory()), calm);
    }

    private void prepare(CarefulStart careful) throws Exception {
        careful.prepare(bundles.container);
        new Quarantine(bundles.directory()).keepFrom(bundles.container);
    }

    /** All of these have run for a minute once. */
    private void well(String... names) throws Exception {
        StringBuilder hashes = new StringBuilder();
        for (String name : names) {
            hashes.append(bundles.get(name).file().sha256()).append('\n');
        }
        Files.createDirectories(bundles.directory());
        Files.writeString(bundles.directory().resolve("well"), hashes);
    }

    /** Starts with care, until the memory runs out while that one is on. */
    private void eats(String name) throws Exception {
        open();
        CarefulStart careful = careful(() -> {
            if (read().equals(bundles.get(name).file().sha256())) {
                throw new BundleException("no memory");
            }
        });
        prepare(careful);
        try {
            bundles.container.start(Map.of(), bundle -> careful.start(bundles.container, bundle));
        } catch (BundleException e) {
            assertEquals("no memory", e.getMessage());
        }
    }

    private String read() {
        try {
            noted.add(note());
            return note();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_only_one_that_never_ran_for_a_minute_is_left_out_at_once() throws Exception {
        open();
        well(DOOR, "org.example.gate");
        prepare(careful(() -> { }));
        assertEquals(List.of("link.box.core", DOOR, "org.example.gate"), bundles.names());
        assertTrue(Files.readString(bundles.directory().resolve("quarantine")).startsWith(LAMP + " "));
    }

    @Test
    void of_several_the_one_that_is_on_when_it_happens_again_is_left_out() throws Exception {
        eats(DOOR);
        assertEquals(bundles.get(DOOR).file().sha256(), note());
        open();
        prepare(careful(() -> { }));
        assertFalse(bundles.names().contains(DOOR));
        assertEquals(List.of("link.box.core", LAMP, "org.example.gate"), bundles.names(), "and the products own come first");
        assertEquals("", note());
    }

    @Test
    void who_is_known_to_be_well_comes_before_the_suspects_and_is_not_waited_for() throws Exception {
        open();
        well("org.example.gate");
        CarefulStart careful = careful(() -> read());
        prepare(careful);
        assertEquals(List.of("link.box.core", "org.example.gate", LAMP, DOOR), bundles.names());
        bundles.container.start(Map.of(), bundle -> careful.start(bundles.container, bundle));
        assertEquals(List.of(bundles.get(LAMP).file().sha256(), bundles.get(DOOR).file().sha256()), noted);
        assertEquals("", note(), "later nobody is blamed");
    }

    @Test
    void where_all_were_well_all_are_suspects() throws Exception {
        open();
        well(LAMP, DOOR, "org.example.gate");
        CarefulStart careful = careful(() -> read());
        prepare(careful);
        bundles.container.start(Map.of(), bundle -> careful.start(bundles.container, bundle));
        assertEquals(3, noted.size());
        assertFalse(Files.exists(bundles.directory().resolve("quarantine")));
    }

    @Test
    void one_that_is_left_out_already_is_no_suspect() throws Exception {
        open();
        well("org.example.gate");
        new Quarantine(bundles.directory()).add(bundles.get(LAMP).file(), "it hung");
        prepare(careful(() -> { }));
        assertEquals(List.of("link.box.core", "org.example.gate"), bundles.names(), "the door is the only new one then");
    }

    @Test
    void one_that_throws_at_each_start_or_that_ours_can_use_is_not_blamed_for_the_one_that_eats() throws Exception {
        for (int starts = 0; starts < 2; starts++) {
            close();
            bundles = new Bundles(folder, Jar.of("org.example.broken").activator(ContainerTest.Throws.class),
                    Jar.of("org.example.extra").header("Export-Package", "org.example.extra"),
                    Jar.of("link.box.core").header("Import-Package", "org.example.extra;resolution:=optional"), Jar.of(LAMP));
            CarefulStart careful = careful(() -> read());
            if (starts > 0) {
                prepare(careful);
            }
            bundles.container.start(Map.of(), bundle -> careful.start(bundles.container, bundle));
            new Well(bundles.directory()).note(bundles.container);
        }
        assertFalse(Files.exists(bundles.directory().resolve("quarantine")));
        assertEquals(3, noted.size(), "all are suspects");
    }

    @Test
    void who_ran_for_a_minute_is_noted_once() throws Exception {
        open();
        bundles.container.start(Map.of(), Container::startBundle);
        Well well = new Well(bundles.directory());
        assertEquals(0, well.hashes().size());
        well.note(bundles.container);
        assertEquals(3, well.hashes().size());
        assertFalse(well.hashes().contains(bundles.get("link.box.core").file().sha256()));
        Flashed.block(bundles.directory().resolve("well"));
        well.note(bundles.container); // nothing new is written
    }
}
