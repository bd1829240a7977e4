package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that see an /etc/resolv.conf of their own, by a mount that is theirs alone. Needs root. */
public final class ResolvConf {
    private ResolvConf() {
    }

    /**
     * @param directory where the files go
     * @param nameserver the address that the program asks, at port 53
     * @param command what is run, with blanks between its words
     * @return a program that becomes that one, and passes its arguments on
     */
    public static Path program(Path directory, String name, String nameserver, String command) throws IOException {
        Path conf = Files.writeString(directory.resolve(name + ".resolv.conf"), "nameserver " + nameserver + "\n");
        Path program = Files.writeString(directory.resolve(name), """
                #!/bin/sh
                conf=%s
                inside='mount --bind "$0" /etc/resolv.conf && exec %s "$@"'
                unshare --mount true 2>/dev/null && exec unshare --mount sh -c "$inside" "$conf" "$@"
                # in a chroot there is no root that could be made private: it may be so already
                looking='mount --bind "$0" "$0" && ! grep -q " $0 " /proc/'$PPID'/mountinfo || { umount "$0"; exit 1; }; '
                exec unshare --mount --propagation unchanged sh -c "$looking$inside" "$conf" "$@"
                """.formatted(conf, command));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
