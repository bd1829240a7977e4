package link.box.bench.mirrors;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what happens into three files, line by line, so that whatever ends the run leaves what was seen until then: {@code answers.csv},
 * {@code visits.csv} and {@code changes.csv}. Times are milliseconds since the run began. Thread-safe.
 */
final class Recorder implements Visitor.Log, AutoCloseable {
    static final String ANSWERS = "answers.csv";
    static final String VISITS = "visits.csv";
    static final String CHANGES = "changes.csv";
    private static final long FLUSH_MILLIS = 1_000;

    private final long start = System.nanoTime();
    private final BufferedWriter answers;
    private final BufferedWriter visits;
    private final BufferedWriter changes;
    private long flushed;

    Recorder(Path directory) throws IOException {
        answers = Files.newBufferedWriter(directory.resolve(ANSWERS));
        visits = Files.newBufferedWriter(directory.resolve(VISITS));
        changes = Files.newBufferedWriter(directory.resolve(CHANGES));
        line(answers, "ms,resolver,strategy,client,name,answer,right");
        line(visits, "ms,resolver,strategy,client,change,waited_ms,first_right,cut");
        line(changes, "ms,what,change,strategy,client,address,names,since_event_ms");
    }

    /** @return milliseconds since the run began */
    long now() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public void answer(String resolver, Cell cell, String name, String answer, Boolean right) {
        line(answers, String.join(",", String.valueOf(now()), resolver, cell.strategy(), cell.client(), name, answer,
                right == null ? "-" : right ? "1" : "0"));
    }

    @Override
    public void visit(String resolver, Cell cell, int change, long waited, boolean firstRight, boolean cut) {
        line(visits, String.join(",", String.valueOf(now()), resolver, cell.strategy(), cell.client(), String.valueOf(change),
                String.valueOf(waited), firstRight ? "1" : "0", cut ? "1" : "0"));
    }

    /** The address has changed. */
    void event(int change, String address) {
        line(changes, now() + ",event," + change + ",,," + address + ",,");
    }

    /** @param sinceEvent milliseconds since the change of the address; negative if it is none, but another order of names */
    void announced(Cell cell, Announced told, long sinceEvent) {
        line(changes, String.join(",", String.valueOf(now()), sinceEvent < 0 ? "order" : "announced", String.valueOf(told.change()),
                cell.strategy(), cell.client(), told.address(), String.join(" ", told.names().stream().map(cell::brief).toList()),
                sinceEvent < 0 ? "" : String.valueOf(sinceEvent)));
    }

    private synchronized void line(BufferedWriter file, String line) {
        try {
            file.write(line + "\n");
            if (now() - flushed >= FLUSH_MILLIS) {
                flushed = now();
                answers.flush();
                visits.flush();
                changes.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        answers.close();
        visits.close();
        changes.close();
    }
}
