package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A service with the constants that half of all services begin with. */
@Component
class HeldStatics {

    private static final Logger LOG = LoggerFactory.getLogger(HeldStatics.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);
    private static final SimpleDateFormat OLD_DAY = new SimpleDateFormat("yyyy", Locale.ROOT);
    private static final DecimalFormat PRICE = new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Memoize
    public String logged(String key) {
        LOG.debug("Looking for {}", key);
        return key + "!";
    }

    @Memoize
    public String mapped(String key) {
        return MAPPER.writeValueAsString(Map.of("key", key));
    }

    @Memoize
    public String dated(LocalDate day) {
        return DAY.format(day);
    }

    @Memoize
    public String datedAsOfOld(Date day) {
        synchronized (OLD_DAY) {
            return OLD_DAY.format(day);
        }
    }

    @Memoize
    public String priced(double amount) {
        synchronized (PRICE) {
            return PRICE.format(amount);
        }
    }
}
