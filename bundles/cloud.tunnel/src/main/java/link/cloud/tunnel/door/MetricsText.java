package link.cloud.tunnel.door;

/** Numbers in the text format of Prometheus, version 0.0.4 (its documentation, "Exposition formats"). */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();
    private String last = "";

    /** A number that goes up and down. */
    void gauge(String name, String help, long value) {
        add(name, "gauge", help, "", value);
    }

    /** A number that only goes up. Those of one name follow one another. */
    void counter(String name, String help, String labels, long value) {
        add(name, "counter", help, labels, value);
    }

    private void add(String name, String type, String help, String labels, long value) {
        if (!name.equals(last)) {
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            last = name;
        }
        text.append(name).append(labels.isEmpty() ? "" : "{" + labels + "}").append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
