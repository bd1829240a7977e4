package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** At the start of a Box it may be 1970, and some seconds later another year: nothing that is decided here asks for the time of day. */
class WallClockTest {
    private static final Pattern CLOCK = Pattern.compile("currentTimeMillis|\\bnow\\(\\)|\\bClock\\b|\\bLocalDate|new Date\\(");

    @Test
    void only_a_line_of_the_log_tells_the_time_of_day() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> lines = sources.filter(Files::isRegularFile).flatMap(WallClockTest::lines)
                    .filter(line -> CLOCK.matcher(line).find()).toList();
            assertEquals(1, lines.size(), lines.toString());
            assertEquals(".map(jvm -> System.currentTimeMillis() - jvm.toEpochMilli() + \" ms after the JVM\").orElse(\"\");",
                    lines.get(0));
        }
        assertFalse(Files.readString(Path.of("../assembly/src/main/bin/launch")).contains("date +"));
    }

    private static Stream<String> lines(Path source) {
        try {
            return Files.readAllLines(source).stream().map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
