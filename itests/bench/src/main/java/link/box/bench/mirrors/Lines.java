package link.box.bench.mirrors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads what {@link Recorder} wrote, also while it still writes. */
final class Lines {
    private Lines() {
    }

    /** @return the fields of each line but the first; a last line that is torn is left out. To be closed */
    static Stream<String[]> of(Path file) {
        try {
            Stream<String> lines = Files.lines(file);
            int[] columns = {0};
            return lines.map(line -> line.split(",", -1)).filter(fields -> {
                boolean heading = columns[0] == 0;
                columns[0] = heading ? fields.length : columns[0];
                return !heading && fields.length == columns[0];
            }).onClose(lines::close);
        } catch (IOException e) {
            throw new UncheckedIOException("no run was recorded: " + e.getMessage(), e);
        }
    }
}
