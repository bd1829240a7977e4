package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import link.box.common.file.KeptFile;
import link.box.testing.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContradictedFileTest {
    private static final Instant POISON = Instant.parse("2036-02-07T06:28:16Z");

    @TempDir
    Path data;
    private Registry registry;
    private Path path;

    @BeforeEach
    void make() {
        registry = new Registry("link.box.work", data, Map.of());
        path = data.resolve("link.box.work/contradicted");
    }

    @Test
    void what_was_kept_is_read_after_a_restart() {
        Map<Instant, Long> hours = Map.of(POISON, 24L, POISON.plusSeconds(1), 1L);
        file().keep(hours);
        assertEquals(hours, file().read());
        ContradictedFile file = file();
        file.read();
        file.keep(Map.of());
        assertEquals(Map.of(), file().read());
    }

    @Test
    void as_many_floors_as_are_counted_fit_in_and_come_back() {
        Contradicted contradicted = new Contradicted(Map.of());
        List<Floor> floors = IntStream.range(0, 40).mapToObj(day -> new Floor(POISON.plus(Duration.ofDays(day)), "then", false)).toList();
        contradicted.count(floors, 0);
        contradicted.count(floors, Duration.ofHours(30).toNanos());
        contradicted.count(floors, Duration.ofHours(60).toNanos());
        Map<Instant, Long> hours = contradicted.hours();
        assertEquals(24L, hours.get(POISON.plus(Duration.ofDays(39))));
        assertEquals(Contradicted.MOST, hours.size());
        file().keep(hours);
        assertEquals(hours, file().read());
    }

    @Test
    void rubbish_is_as_good_as_nothing_and_is_written_anew() throws Exception {
        String many = IntStream.range(0, 17).mapToObj(second -> POISON.plusSeconds(second) + " 1\n").reduce("", String::concat);
        for (String text : List.of("rubbish\n", POISON + "\n", POISON + " 25\n", POISON + " 0\n", POISON + " -1\n", POISON + " 1 1\n",
                "yesterday 3\n", many, "x".repeat(10_000))) {
            new KeptFile(path, 1024).delete();
            new KeptFile(path, 1024).write(text);
            assertEquals(Map.of(), file().read(), text);
            file().keep(Map.of(POISON, 3L));
            assertEquals(Map.of(POISON, 3L), file().read(), text);
        }
        Files.writeString(path, "");
        Files.deleteIfExists(path.resolveSibling("contradicted.previous"));
        assertEquals(Map.of(), file().read());
    }

    private ContradictedFile file() {
        return new ContradictedFile(registry.context());
    }
}
