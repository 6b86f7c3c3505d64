package io.memo.fingerprint.ambient;

/** What of library methods is decided by a default of the machine: locale, time zone, charset; in the form of {@link Names}. */
final class DefaultsTables {

    /** The default locale, asked for by name. */
    static final String LOCALE = """
            java.util.Locale                         getDefault
            java.time.format.DecimalStyle            ofDefaultLocale
            """;

    /** The default charset, asked for by name. */
    static final String CHARSET = """
            java.nio.charset.Charset                 defaultCharset
            """;

    /** The default time zone, asked for by name. */
    static final String TIME_ZONE = """
            java.util.TimeZone                       getDefault
            java.time.ZoneId                         systemDefault
            java.time.ZoneOffset                     systemDefault
            java.util.SimpleTimeZone                 getDefault
            org.joda.time.DateTimeZone               getDefault
            kotlinx.datetime.TimeZone$Companion      currentSystemDefault
            """;

    /** The default locale, without a word. */
    static final String LOCALE_BY_DEFAULT = """
            java.lang.String                         format(String,Object[]) formatted toLowerCase() toUpperCase()
            java.util.Formatter                      new() new(Appendable) new(PrintStream) new(OutputStream) new(OutputStream,String) new(File) new(File,String) new(String) new(String,String) format(String,Object[])
            java.io.PrintStream                      format(String,Object[]) printf(String,Object[])
            java.io.PrintWriter                      format(String,Object[]) printf(String,Object[])
            java.io.Console                          format printf
            java.text.NumberFormat                   getInstance() getNumberInstance() getIntegerInstance() getCurrencyInstance() getPercentInstance() getCompactNumberInstance()
            java.text.DecimalFormat                  new() new(String) getInstance() getNumberInstance() getIntegerInstance() getCurrencyInstance() getPercentInstance() getCompactNumberInstance()
            java.text.ChoiceFormat                   getInstance() getNumberInstance() getIntegerInstance() getCurrencyInstance() getPercentInstance() getCompactNumberInstance()
            java.text.CompactNumberFormat            getInstance() getNumberInstance() getIntegerInstance() getCurrencyInstance() getPercentInstance() getCompactNumberInstance()
            java.text.DecimalFormatSymbols           new() getInstance()
            java.text.DateFormatSymbols              new() getInstance()
            java.text.MessageFormat                  new(String) format(String,Object[])
            java.text.Collator                       getInstance()
            java.text.RuleBasedCollator              getInstance()
            java.text.BreakIterator                  getWordInstance() getLineInstance() getCharacterInstance() getSentenceInstance()
            java.time.format.DateTimeFormatter       ofPattern(String) ofLocalized*
            java.time.format.DateTimeFormatterBuilder  toFormatter()
            java.util.Scanner                        new(InputStream) new(InputStream,String) new(InputStream,Charset) new(Readable) new(String) new(ReadableByteChannel) new(ReadableByteChannel,String) new(ReadableByteChannel,Charset) reset
            java.util.Currency                       getSymbol() getDisplayName()
            java.util.Locale                         getDisplayName() getDisplayCountry() getDisplayLanguage() getDisplayScript() getDisplayVariant()
            java.util.TimeZone                       getDisplayName() getDisplayName(boolean,int)
            java.util.SimpleTimeZone                 getDisplayName() getDisplayName(boolean,int)
            java.util.ResourceBundle                 getBundle(String) getBundle(String,Locale) getBundle(String,Locale,ClassLoader) getBundle(String,Module) getBundle(String,Locale,Module) getBundle(String,ResourceBundle$Control)
            java.util.PropertyResourceBundle         getBundle(String) getBundle(String,Locale) getBundle(String,Locale,ClassLoader) getBundle(String,Module) getBundle(String,Locale,Module) getBundle(String,ResourceBundle$Control)
            java.util.ListResourceBundle             getBundle(String) getBundle(String,Locale) getBundle(String,Locale,ClassLoader) getBundle(String,Module) getBundle(String,Locale,Module) getBundle(String,ResourceBundle$Control)
            java.util.IntSummaryStatistics           toString
            java.util.LongSummaryStatistics          toString
            java.util.DoubleSummaryStatistics        toString
            kotlin.text.StringsKt                    capitalize(String) decapitalize(String)
            kotlin.time.Duration                     toString-impl(long,DurationUnit,int)
            kotlin.time.DurationJvmKt                formatToExactDecimals
            org.springframework.util.LinkedCaseInsensitiveMap  new() new(int)
            org.springframework.web.util.BindErrorUtils  resolve(List) resolveAndJoin(List)
            org.springframework.format.datetime.standard.DateTimeFormatterFactory  createDateTimeFormatter
            """;

    /** The default time zone, without a word. */
    static final String TIME_ZONE_BY_DEFAULT = """
            java.text.DateFormat                     getInstance() getDateInstance getTimeInstance getDateTimeInstance
            java.text.SimpleDateFormat               new getInstance() getDateInstance getTimeInstance getDateTimeInstance
            java.util.Date                           toString toLocaleString get*() !getTime !getClass new(int,int,int) new(int,int,int,int,int) new(int,int,int,int,int,int) new(String) parse setYear setMonth setDate setHours setMinutes setSeconds
            java.util.Calendar$Builder               build
            java.util.GregorianCalendar              new(int,int,int) new(int,int,int,int,int) new(int,int,int,int,int,int)
            java.util.zip.ZipEntry                   getTime getTimeLocal getLastModifiedTime setTime setTimeLocal setLastModifiedTime
            java.util.jar.JarEntry                   getTime getTimeLocal getLastModifiedTime setTime setTimeLocal setLastModifiedTime
            java.sql.Timestamp                       valueOf toLocalDateTime toString toLocaleString new(int,int,int,int,int,int,int) getYear getMonth getDate getDay getHours getMinutes getSeconds getTimezoneOffset setYear setMonth setDate setHours setMinutes setSeconds parse
            java.sql.Date                            valueOf toLocalDate toString toLocaleString new(int,int,int) get*() !getTime !getClass setYear setMonth setDate setHours setMinutes setSeconds parse
            java.sql.Time                            valueOf toLocalTime toString toLocaleString new(int,int,int) get*() !getTime !getClass setYear setMonth setDate setHours setMinutes setSeconds parse
            javax.xml.datatype.XMLGregorianCalendar  toGregorianCalendar()
            javax.xml.datatype.Duration              addTo(Date) getTimeInMillis(Date)
            org.springframework.data.jpa.domain.AbstractAuditable  getCreatedDate getLastModifiedDate setCreatedDate setLastModifiedDate
            org.springframework.data.convert.Jsr310Converters$*  convert
            org.springframework.data.jpa.convert.threeten.Jsr310JpaConverters$*  convert*
            org.springframework.data.history.AnnotationRevisionMetadata  getRevisionInstant getRequiredRevisionInstant
            org.springframework.format.datetime.DateFormatter  parse print
            """;

    /** The default charset, without a word. */
    static final String CHARSET_BY_DEFAULT = """
            java.lang.String                         getBytes() new(byte[]) new(byte[],int,int)
            java.io.InputStreamReader                new(InputStream)
            java.io.OutputStreamWriter               new(OutputStream)
            java.io.FileWriter                       new(String) new(String,boolean) new(File) new(File,boolean) new(FileDescriptor)
            java.io.PrintStream                      new(OutputStream) new(OutputStream,boolean) new(String) new(File)
            java.io.PrintWriter                      new(OutputStream) new(OutputStream,boolean) new(String) new(File)
            java.io.ByteArrayOutputStream            toString()
            java.net.URLEncoder                      encode(String)
            java.net.URLDecoder                      decode(String)
            org.springframework.util.FastByteArrayOutputStream  toString()
            org.springframework.security.core.token.Sha512DigestUtils  sha(String) shaHex(String)
            org.springframework.security.util.InMemoryResource  new(String)
            """;

    private DefaultsTables() {}
}
