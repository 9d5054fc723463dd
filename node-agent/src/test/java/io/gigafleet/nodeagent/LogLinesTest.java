package io.gigafleet.nodeagent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    @Test
    void textIsOneLinePerRecord() {
        String line = LogLines.formatter(LogLines.Format.TEXT).format(record("agent started\nx=1"));

        assertThat(line).isEqualTo("2026-01-01T00:00:00Z INFO AgentHost agent started x=1\n");
    }

    @Test
    void jsonIsOneObjectPerLineWhateverTheMessageHolds() throws IOException {
        LogRecord record = record("a \"quoted\"\\\n\t\u0001 message");
        record.setThrown(new IllegalStateException("bad"));

        String line = LogLines.formatter(LogLines.Format.JSON).format(record);

        assertThat(line).endsWith("}\n").doesNotContain("\n\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("message").asText()).isEqualTo(record.getMessage());
        assertThat(json.get("level").asText()).isEqualTo("INFO");
        assertThat(json.get("source").asText()).isEqualTo("AgentHost");
        assertThat(json.get("trace").asText()).contains("IllegalStateException: bad");
    }

    private static LogRecord record(String message) {
        LogRecord record = new LogRecord(Level.INFO, message);
        record.setLoggerName("io.gigafleet.nodeagent.agent.AgentHost");
        record.setInstant(Instant.parse("2026-01-01T00:00:00Z"));
        return record;
    }
}
