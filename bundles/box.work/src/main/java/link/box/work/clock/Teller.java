package link.box.work.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that knows whether the clock is synchronised.
 *
 * @param name what people call it
 * @param places where it may be, below the root
 * @param arguments fixed
 * @param parser makes true or false of what it prints; empty if that makes no sense
 */
record Teller(String name, List<String> places, List<String> arguments, Function<String, Optional<Boolean>> parser) {
    private static final Pattern MAXERROR = Pattern.compile("^\\s*maxerror:\\s+(\\d{1,18})\\s*$", Pattern.MULTILINE);
    private static final Pattern LEAP = Pattern.compile("^Leap status\\s*:\\s*(.+?)\\s*$", Pattern.MULTILINE);
    /** 127.127.1.1: it follows its own clock, as its setting "local" allows. */
    private static final Pattern ITSELF = Pattern.compile("^Reference ID\\s*:\\s*7F7F0101\\b", Pattern.MULTILINE);
    /** Where the kernel gives up: NTP_PHASE_LIMIT of the kernel's timex.h, in microseconds. */
    private static final long UNSYNCHRONISED = 16_000_000;

    /** In the order in which they are asked: what the kernel says first. */
    static final List<Teller> ALL = List.of(
            new Teller("busybox adjtimex", List.of("bin/busybox", "usr/bin/busybox"), List.of("adjtimex"), Teller::kernel),
            new Teller("adjtimex", List.of("sbin/adjtimex", "usr/sbin/adjtimex"), List.of("--print"), Teller::kernel),
            new Teller("timedatectl", List.of("bin/timedatectl", "usr/bin/timedatectl"),
                    List.of("show", "-p", "NTPSynchronized", "--value"), Teller::timedatectl),
            new Teller("chronyc", List.of("usr/bin/chronyc", "bin/chronyc"), List.of("-n", "tracking"), Teller::chrony));

    /** @throws Program.Absent it is not on this system */
    boolean ask(Path root, Duration patience) throws IOException, InterruptedException {
        Path place = places.stream().map(root::resolve).filter(Files::isExecutable).findFirst().orElse(root.resolve(places.get(0)));
        String printed = new Program(place, arguments, patience).run();
        return parser.apply(printed)
                .orElseThrow(() -> new IOException(name + " prints what makes no sense: " + Program.excerpt(printed)));
    }

    /** STA_UNSYNC says less: chrony without rtcsync leaves it set, and the kernel sets it after each step. systemd looks at this, too. */
    private static Optional<Boolean> kernel(String printed) {
        Matcher matcher = MAXERROR.matcher(printed);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) < UNSYNCHRONISED) : Optional.empty();
    }

    private static Optional<Boolean> timedatectl(String printed) {
        return switch (printed.strip()) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> chrony(String printed) {
        Matcher matcher = LEAP.matcher(printed);
        if (!matcher.find()) {
            return Optional.empty();
        }
        boolean itself = ITSELF.matcher(printed).find();
        return Optional.of(!itself && List.of("Normal", "Insert second", "Delete second").contains(matcher.group(1)));
    }
}
