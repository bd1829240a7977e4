package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whole data directories: copied, removed, looked through. */
final class Folders {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Folders() {
    }

    /** Makes {@code to} what {@code from} is; sockets are left out. */
    static void copy(Path from, Path to) throws IOException {
        remove(to);
        for (Path each : below(from)) {
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Removes it with all in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path each : below(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** @return what is not for its owner alone */
    static List<Path> open(Path folder) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (Path each : below(folder)) {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS))) {
                found.add(each);
            }
        }
        return found;
    }

    /** @return what is in it whose name ends so */
    static List<Path> named(Path folder, String ending) throws IOException {
        return below(folder).stream().filter(each -> each.toString().endsWith(ending)).toList();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
