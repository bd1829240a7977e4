package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A library that stands between a process and its libc ({@code LD_PRELOAD}), made of a source in {@code src/test/c}. */
final class Shim {
    private static final Path SOURCES = Path.of("src/test/c");

    private Shim() {
    }

    /**
     * Compiles it, if it is not there. Skips the test where there is no compiler.
     *
     * @return where it is
     */
    static Path compile(String source, Path library) throws IOException, InterruptedException {
        if (Files.exists(library)) {
            return library;
        }
        Labs.need("gcc");
        Process compiler = new ProcessBuilder(List.of("gcc", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O2", "-o",
                library.toString(), SOURCES.resolve(source).toString(), "-ldl")).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes());
        if (compiler.waitFor() != 0) {
            throw new IOException("gcc does not compile " + source + " (is libc6-dev there?):\n" + said);
        }
        return library;
    }
}
