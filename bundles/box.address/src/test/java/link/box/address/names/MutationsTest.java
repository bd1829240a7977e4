package link.box.address.names;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The invariants are no empty promise: each rule, broken on purpose in the source, breaks one of them in some history. */
class MutationsTest {
    private static final Path SOURCES = Path.of("src/main/java/link/box/address/names");
    private static final String PACKAGE = "link.box.address.names.";

    @TempDir
    private Path classes;

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {
        "Mirror ~ boolean onlyThis = unknown.isZero() && ~ boolean onlyThis =",
        "Mirror ~ taint.keySet().stream().allMatch(target.toString()::equals) ~ true",
        "Mirror ~ taint.keySet().forEach(each -> next.put(each, hold)); ~ \" \"",
        "Mirror ~ return new Mirror(label, Standing.DIRTY, next, ~ return new Mirror(label, Standing.FREE, taint,",
        "State ~ return main.isPresent() && left.isZero(); ~ return main.isPresent();",
        "State ~ return new State(Optional.empty(), left, with(mirror ~ return new State(Optional.of(target), left, with(mirror",
        "State ~ return new State(Optional.of(target), hold, with( ~ return new State(Optional.of(target), left, with(",
        "State ~ if (!dirty.isEmpty() || pool.stream().anyMatch(Mirror::free)) ~ if (true)",
        "Target ~ return toString().replaceAll(\"[.: ]\", \"-\"); ~ return toString().split(\" \")[0].replaceAll(\"[.:]\", \"-\");",
        "Names ~ elapse(); // what begins with the acknowledgement does not begin before it ~ \" \"",
        "Memory ~ written != null && next.outline().equals(written.outline()) ~ written != null"})
    void a_broken_rule_is_noticed(String file, String rule, String broken) throws Exception {
        String found = firstViolation(mutated(file, rule, broken));
        assertNotNull(found, "3,000 histories did not notice");
        System.out.println("figure: mutation of " + file + " found by " + found);
    }

    @Test
    void the_rules_as_they_are_pass_in_the_same_way() throws Exception {
        assertNull(firstViolation(mutated("State", "boolean settled()", "boolean  settled()")));
    }

    private static String firstViolation(ClassLoader loader) throws Exception {
        Method violation = loader.loadClass(PACKAGE + "History").getMethod("violation", long.class);
        for (long seed = 0; seed < InvariantsTest.HISTORIES; seed++) {
            Object found = violation.invoke(null, seed);
            if (found != null) {
                return found + " (seed " + seed + ")";
            }
        }
        return null;
    }

    private ClassLoader mutated(String file, String rule, String broken) throws IOException {
        Path source = SOURCES.resolve(file + ".java");
        String text = Files.readString(source);
        assertTrue(text.contains(rule), "the rule is not in " + source + " any more: " + rule);
        Path changed = Files.createDirectories(classes.resolve("source")).resolve(file + ".java");
        Files.writeString(changed, text.replace(rule, broken));
        compile(changed);
        return new Mutated(classes);
    }

    private void compile(Path changed) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> all = Files.list(SOURCES)) {
            List<String> files = all.filter(each -> each.toString().endsWith(".java") && !each.endsWith(changed.getFileName()))
                    .map(Path::toString).toList();
            List<String> arguments = Stream.concat(Stream.of("-d", classes.toString(), "-proc:none", "-cp",
                    System.getProperty("java.class.path"), changed.toString()), files.stream()).toList();
            assertTrue(compiler.run(null, null, null, arguments.toArray(String[]::new)) == 0, "the mutation does not compile");
        }
    }

    /** Takes the package from the mutation, or else its tests from the class path; all other classes from outside. */
    private static final class Mutated extends ClassLoader {
        private final Path classes;

        Mutated(Path classes) {
            super(MutationsTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String path = name.replace('.', '/') + ".class";
            try (InputStream own = Files.exists(classes.resolve(path)) ? Files.newInputStream(classes.resolve(path))
                    : getParent().getResourceAsStream(path)) {
                byte[] bytes = own.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
