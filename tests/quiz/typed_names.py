# ruff: noqa: E501  (one question a line)
"""Typed names as a history teacher judges them: for each question what is right and what is wrong."""

RIGHT = {
    "lenin": """
        Lenin | lenin | LENIN | Lennin | Lenine | it was Lenin | It was Lenin. | I think it was Lenin | Lenin, I think
        Vladimir Lenin | Vladimir Ilyich Lenin | Vladimir Ilyich Lenin, I believe | V. I. Lenin | V.I. Lenin | VI Lenin
        V I Lenin | Lenin V. I. | Lenin, Vladimir | Lenin, Vladimir Ilyich | the answer is Lenin! | Lenin!!! | Lenin?
        Comrade Lenin | comrade V. I. Lenin | Ленин | В. И. Ленин | Владимир Ильич Ленин | Владимир Ленин | Lénin
        "Lenin" | **Lenin** | ||Lenin|| | Lenin 😀 | maybe Lenin? | probably Lenin | Lenin of course | I'd say Lenin
        I guess Lenin | um, Lenin | must be Lenin | it must have been Lenin | was it Lenin? | that was Lenin | idk, Lenin?
        not sure but Lenin | Lenin (Vladimir Ilyich Ulyanov) | Lenin / Ulyanov | Lenin, not Stalin | Lenin not Trotsky
        Lenin, the leader of the Bolsheviks | Lenin (1870-1924) | Vladimir Ulyanov | Vladimir Ilich Lenin | Vladmir Lenin
        My answer is Lenin | Answer: Lenin | I am pretty sure it's Lenin | Lenin because he led the Bolsheviks | lenin lol
        he is Lenin | His name was Lenin | Lenin it is | Not Trotsky but Lenin | 1. Lenin | Isn't it Lenin? | It's Lenin | its lenin | I believe that it was Vladimir Lenin | Mr Lenin
    """,
    "stalin": """
        Stalin | Josef Stalin | Iosif Stalin | Joseph Vissarionovich Stalin | J. V. Stalin | JV Stalin | Сталин | Staline
        Stallin | Generalissimo Stalin | Marshal Stalin | Dzhugashvili | Djugashvili | Stalin, Joseph | Иосиф Сталин
        General Secretary Stalin | Joesph Stalin | Jospeh Stalin
    """,
    "trotsky": """
        Trotsky | Trotskii | Trotzky | Trotski | Trotskiy | Троцкий | Leon Trotzky | Lev Trotsky | L. D. Trotsky | Leo Trotsky
        Lev Davidovich Trotsky | trotsky leon | Trotsky, Leon | Trostky | Totsky | Bronstein | Lev Davidovich Bronstein
        Trotskij | Trotzki | Leon Trotski | Лев Троцкий | L. Trotsky | LD Trotsky
    """,
    "zinoviev": "Zinoviev | Zinovyev | Zinov'ev | Зиновьев | Zinovief | Zinovev | Grigori Zinoviev | G. Zinoviev | Sinoviev",
    "kamenev": "Kamenev | Kameniev | Lev Kamenev | Каменев | Kamenyev | L. B. Kamenev",
    "bukharin": "Bukharin | Bucharin | Boukharine | Buharin | N. I. Bukharin | Бухарин | Nikolay Bukharin | Bukahrin",
    "chicherin": "Chicherin | Čičerin | Tchitcherin | Чичерин | G. V. Chicherin | Georgi Chicherin | Chicerin | Chicherine",
    "chiang": """
        Chiang Kai-shek | Chiang Kai Shek | chiang kaishek | chang kai shek | Jiang Jieshi | Kai-shek Chiang | 蔣介石 | 蒋介石
        Chiang | Jiang Jeishi | General Chiang Kai-shek | Generalissimo Chiang Kai-shek | Jiang Jie Shi
        Chaing Kai-shek
    """,
    "mao": "Mao | Mao Zedong | Mao Tse-tung | Mao Tse Tung | Mao Tsetung | Chairman Mao | Zedong Mao | 毛泽东 | MaoZedong",
    "nicholas": """
        Nicholas II | Nicholas 2 | Nicholas the Second | Tsar Nicholas II | Czar Nicholas the 2nd | Nicolas II | Nikolai II
        Emperor Nicholas II | Nicholas ii | Nicholas the 2nd | Tsar Nicholas II of Russia | Николай II | Nicholas II, the last tsar
    """,
    "franklin": """
        Franklin Roosevelt | Franklin D. Roosevelt | FDR | F.D.R. | F. D. Roosevelt | Franklin Delano Roosevelt
        President Franklin Roosevelt | Franklin Rosevelt | Roosevelt, Franklin | FD Roosevelt | Franklin D Roosevelt
    """,
    "thatcher": "Thatcher | Margaret Thatcher | Mrs Thatcher | Mrs. Margaret Thatcher | M. Thatcher | Lady Thatcher",
    "bismarck": "Bismarck | Otto von Bismarck | von Bismarck | Bismark | Chancellor Bismarck | Prince Otto von Bismarck | Otto Bismarck",
    "de-gaulle": "de Gaulle | De Gaulle | Charles de Gaulle | General de Gaulle | DeGaulle | Gaulle | degaule | Charles De Gaule",
    "goering": "Göring | Goering | Goring | Hermann Goering | Herman Göring | Hermann Goring",
    "king": """
        Martin Luther King | Martin Luther King Jr. | Martin Luther King, Jr. | MLK | Dr King | Dr. Martin Luther King | King
        Rev. Martin Luther King Jr | M. L. King
    """,
    "henry-8": """
        Henry VIII | Henry 8 | Henry the Eighth | Henry the 8th | King Henry VIII | henry viii | Henry VIII of England
        Henry Eighth | King Henry the 8th | Henry the Eigth | Henri VIII | Henry Ⅷ | HENRY VIII | Henry viii.
    """,
    "napoleon": "Napoleon | Napoleon Bonaparte | Bonaparte | Napoléon | Napoleon I | Napoleon 1 | Emperor Napoleon | Napolean",
    "napoleon-3": "Napoleon III | Napoleon the Third | Louis Napoleon | Napoleon 3",
    "catherine": "Catherine the Great | Catherine II | Catherine the Second | Katherine the Great | Empress Catherine the Great | Catherine Great",
    "ivan": "Ivan the Terrible | Ivan IV | Ivan 4 | Tsar Ivan IV | Ivan the Fourth | Tsar Ivan the Terrible | Ivan Terrible",
    "ho": "Ho Chi Minh | Ho Chi Min | ho chi minh | Ho | Hồ Chí Minh | HoChiMinh",
    "pilsudski": "Pilsudski | Piłsudski | Józef Piłsudski | Jozef Pilsudski | Marshal Pilsudski | Josef Pilsudsky",
    "luxemburg": "Rosa Luxemburg | Luxemburg | Rosa Luxembourg | R. Luxemburg | Luxembourg",
    "franz": "Franz Ferdinand | Archduke Franz Ferdinand | Franz-Ferdinand | Archduke Franz Ferdinand of Austria",
    "wilhelm": "Wilhelm II | Kaiser Wilhelm II | Kaiser Wilhelm the Second | William II | Kaiser William II",
    "gandhi": "Mahatma Gandhi | Mohandas Gandhi | M. K. Gandhi | Mahatma Ghandi | Mohandas Karamchand Gandhi",
    "lloyd-george": "Lloyd George | David Lloyd George | Lloyd-George | D. Lloyd George | Prime Minister Lloyd George | Lloyd Geogre",
    "joan": "Joan of Arc | Jeanne d'Arc | joan of arc | Saint Joan of Arc | St Joan of Arc | Jeanne dArc",
    "khrushchev": "Khrushchev | Kruschev | Khruschev | Krushchev | Хрущёв | Хрущев | Hruščev | Nikita Khrushchev | Nikita Kruschev | N. S. Khrushchev",
    "tito": "Tito | Marshal Tito | Josip Broz Tito | Josip Tito | Marshal Josip Broz Tito",
    "comintern": """
        Comintern | the Comintern | The Comintern. | Komintern | Cominten | Коминтерн | Communist International
        the Third International | 3rd International | Third International | International, Third | Third Internationale
        I think it's the Comintern | III International | the 3rd International | Comintern (Communist International)
        the Communist International | Comintern, the Third International | Com-intern | Commintern | a comintern
        Comintern or Third International | It was called the Comintern | Communist Intenational
    """,
    "nep": """
        NEP | N.E.P. | n.e.p | the NEP | New Economic Policy | the New Economic Policy | New Economic Policy (NEP) | Nep
        New Econmic Policy | new-economic-policy | NEP (New Economic Policy) | N E P | the new economic policy
        New Economic Policies
    """,
    "war-communism": "War Communism | war communism | War-Communism | War Comunism | war commmunism | Communism of war",
    "ussr": "USSR | U.S.S.R. | the USSR | Soviet Union | the Soviet Union | CCCP | Union of Soviet Socialist Republics | U.S.S.R",
    "brest": """
        Treaty of Brest-Litovsk | Brest-Litovsk | Brest Litovsk | treaty of brest litovsk | The Brest-Litovsk Treaty
        Brest-Litovsk Treaty | Peace of Brest-Litovsk | Brestlitovsk | Treaty of Brest-Litowsk | Brest-Litvosk
        the treaty of Brest Litovsk (1918) | Treaty Brest-Litovsk | The Treaty of Brest-Litovsk, 1918 | Brest-Litovsk peace
    """,
    "versailles": "Treaty of Versailles | Versailles | Versailles Treaty | the treaty of versailes | Treaty of Versaille | Peace of Versailles",
    "riga": "Treaty of Riga | Riga | Peace of Riga | Riga Treaty | Treaty of Rgia | treaty of riga",
    "pact": """
        Molotov-Ribbentrop Pact | Ribbentrop-Molotov Pact | Molotov Ribbentrop pact | Nazi-Soviet Pact | Nazi Soviet Pact
        The Nazi-Soviet pact | Soviet-Nazi Pact | Molotov–Ribbentrop Pact | Molotov/Ribbentrop Pact | Molotov-Ribentrop Pact
        Nazi-Soviet Agreement
    """,
    "socialism": "Socialism in One Country | socialism in one country | Socialism in 1 country | Socialism in one county | “Socialism in One Country”",
    "bolsheviks": "Bolsheviks | the Bolsheviks | Bolshevik | bolshevik party | Bolshevics | Bolsheviki | Большевики | The Bolshevik Party",
    "ww1": """
        World War I | World War 1 | World War One | First World War | the First World War | WWI | WW1 | WW 1 | WW I | W.W.1
        WWi | the 1st World War | World war one | Great War | I World War | First World war. | World War I (1914-1918)
        Wrold War I | world war 1 | The Great War | WorldWarI | WorldWar1
    """,
    "plan": "First Five-Year Plan | First Five Year Plan | 1st Five Year Plan | The first 5 year plan | First 5-Year Plan | Five-Year Plan, First | 1st five-year plan",
    "thirty": "Thirty Years' War | 30 Years War | Thirty Years War | thirty year's war | Thirty Years’ War | the 30 Years' War | Thirty Year War",
    "theses": "April Theses | the April Theses | April Thesis | Aprils theses | April Thesese | april theses",
    "october": "October Revolution | the October Revolution | Octobre Revolution | October revolution of 1917 | October Revolution (1917) | October Revoluton",
    "revolution-1905": "Revolution of 1905 | 1905 Revolution | the 1905 revolution | Revolution 1905 | The Revolution of 1905",
    "collectivisation": "collectivisation | collectivization | Collectivisation | the collectivization | colectivisation | collectivistaion",
    "industrialisation": "industrialization | industrialisation | Industralisation | Industrialisation.",
    "authors": "Marx and Engels | Marx & Engels | Engels and Marx | Marx, Engels | Marx + Engels | Marx/Engels | Marx and Engles",
    "stalingrad": "Battle of Stalingrad | Stalingrad | battle at Stalingrad | Stalingrad battle | The Battle of Stalingrad | Battle of Stalingard",
    "labour": "Labour Party | Labor Party | the Labour party | Labour",
    "politburo": "Politburo | Politbureau | the Politburo | Polit-buro | Politbiuro | Politbyuro | Политбюро",
    "kulaks": "kulaks | kulak | the Kulaks | Kulaki | кулаки | The kulaks.",
    "land": "Decree on Land | Land Decree | the Decree on Land | decree of land",
    "order-227": "Order No. 227 | Order 227 | Order number 227 | Order Nr 227 | Order #227 | Order no 227 | order № 227",
    "congress": "Twentieth Party Congress | 20th Party Congress | XX Party Congress | The 20th Party Congress | Party Congress XX | 20 party congress",
    "permanent": "permanent revolution | Permanent Revolution | permanant revolution | the permanent revolution | perment revolution",
    "yalta": "Yalta Conference | Yalta | the Yalta conference | Conference of Yalta",
    "austria": "Austria | austria | Austira | the Austria",
    "iran": "Iran | iran | IRAN! | it's Iran",
    "germany": "East Germany | GDR | G.D.R. | German Democratic Republic | East Germnay | east germany",
    "korea": "North Korea | north korea | N. Korea | North Koera",
    "anti": "Anti-Comintern Pact | Anti Comintern Pact | anticomintern pact | the Anti-Comintern Pact | Anti-Comitern Pact",
    "black-death": "Black Death | the Black Death | Blcak Death | Black Deth",
    "reformation": "Reformation | the Reformation | Reformtion",
    "petersburg": "St Petersburg | St. Petersburg | Saint Petersburg | Sankt Petersburg? | St.Petersburg | St Petersberg",
    "neither": "No war, no peace | no war no peace | No peace, no war | 'No war, no peace' | no war and no peace",
    "fourteen": "Fourteen Points | 14 Points | the 14 points | The Fourteen Points | 14 Point",
    "magna": "Magna Carta | Magna Charta | the Magna Carta | MagnaCarta",
    "duma": "Duma | the Duma | duma! | Дума",
    "prussia": "Prussia | prussia | Prusia",
}

WRONG = {
    "lenin": """
        Stalin | Trotsky | Benin | Lennon | John Lennon | not Lenin | It was not Lenin | anyone but Lenin | everyone except Lenin
        Lenin, Trotsky | Lenin or Trotsky | Lenin / Stalin | Lenin and Stalin | Lenin & Stalin | Lenin; Stalin; Trotsky
        Lenin's wife | Lenin Mausoleum | Lenin's Tomb | Leninism | Leninist | Leningrad | son of Lenin | anti-Lenin
        Joseph Lenin | J. Lenin | K. Lenin | Groucho Lenin | Mrs Lenin | Lenin's brother | Stalin, not Lenin | never Lenin
        Lenin Stalin | Lenin Trotsky Stalin | either Lenin or Stalin | Lenin? Or Stalin? | Stalin (Lenin) | Lenin|Trotsky
        Vladimir Putin | Vladimir | Ilyich | Len | Le | L | ... | ? | I don't know | no idea | idk | the | it was | ! | 1
        Lenin Boulevard | Order of Lenin | the death of Lenin | Lenin's Testament | Krupskaya | isn't Lenin | Lenin no
        neither Lenin nor Stalin | Lenin and others | someone like Lenin | both Lenin and Trotsky | Not Lenin but Trotsky | not Lenin, Stalin | 1. Lenin 2. Trotsky | Lenin⏎Stalin | Lenin... Stalin | Lenin vs Trotsky | Lenin, Stalin, Trotsky, Bukharin
        Lenin, Comintern | Lenin - Stalin | Lenin + Trotsky | x | Denis Lenin | Vladimir I | Lenin 2 | Lenin II | Lenin the Stalin
        Tsar Nicholas II | Penin | Levin | the wife of Lenin | Young Lenin Pioneers | Lenin's party
    """,
    "stalin": "Stalingrad | Stalinism | Lenin | Vladimir Stalin | Stolypin | son of Stalin | Svetlana Stalin | Stalin's daughter | de-Stalinisation | Stalinist | Joseph | Vasily Stalin | Joseph Goebbels | Stalin and Lenin | anti-Stalin | destalin",
    "trotsky": "Tolstoy | Trotskyism | Trotskyist | Natalia Trotsky | Leon | Leon Blum | Trotsky's assassin | K. Trotsky | Stalin, Trotsky | Trotsky or Zinoviev | Troy | Trot | Joseph Trotsky | Trotskyite",
    "zinoviev": "Kamenev | Zinoviev letter | Zinoviev and Kamenev | the Zinoviev Letter | Lev Zinoviev | Zhukov | Grigory Rasputin | Zinoviev's letter",
    "kamenev": "Kamenev and Zinoviev | Kerensky | Grigory Kamenev | Lev Trotsky | Lev",
    "bukharin": "Bakunin | Bulganin | Bulgakov | Bukhara | Bukharinism | Bukharin, Rykov and Tomsky",
    "chiang": "Kai-shek | Mao | Madame Chiang | Mrs Chiang Kai-shek | Zhang Xueliang | Zhang | Jiang Qing | Jiang Zemin | Chiang Ching-kuo | Chiang Mai | Sun Yat-sen",
    "mao": "Moa | Zedong | Mau Mau | Maoism | Madame Mao | Mao's wife | Chiang | Mo | Map",
    "nicholas": "Nicholas I | Nicholas | Nicholas III | Tsar Nicholas | Alexander II | Nicholas 1 | Nicholas the First | Nicholas 22 | Nicholas II's wife | Alexandra | Tsar | St Nicholas | Wilhelm II | II",
    "franklin": "Roosevelt | Theodore Roosevelt | Teddy Roosevelt | Eleanor Roosevelt | T. Roosevelt | Mrs Roosevelt | Franklin | Benjamin Franklin | President Roosevelt | Rosevelt",
    "theodore": "Roosevelt | Franklin Roosevelt | FDR | Theodore | F. D. Roosevelt",
    "thatcher": "Denis Thatcher | Mark Thatcher | Major | Thatcherism | Margaret | Heath",
    "bismarck": "Otto | von | Bismarck Sea | Bülow | Otto von Habsburg | the Bismarck Archipelago",
    "de-gaulle": "Gaul | Charles | Gallic | de | Charles X | Petain",
    "goering": "Goebbels | Himmler | Hermann Hesse | Hermann",
    "king": "Martin Luther | Rodney King | Stephen King | King George | Coretta King | Luther | Billie Jean King",
    "henry-8": "Henry VII | Henry 7 | Henry | Henry the Seventh | Henry IX | King Henry | Henry VI | Henry V | Henry 18 | Henry XVIII | Edward VIII | Henry VIII's wife | Henry IIX | VIII | 8 | Henry 88 | Henry eight nine",
    "henry-7": "Henry VIII | Henry 8 | Henry VI | Henry | Henry the eighth",
    "napoleon": "Napoleon III | Napoleon II | Napoleon 3 | Josephine Bonaparte | Joseph Bonaparte | Louis Napoleon | Napoleon the Third | Josephine | Jerome Bonaparte",
    "napoleon-3": "Napoleon | Napoleon I | Napoleon II | Bonaparte | Napoleon Bonaparte | Napoleon the first",
    "catherine": "Catherine | Alexander the Great | Peter the Great | Catherine I | Catherine of Aragon | Great | Catherine de Medici | Catherine Parr",
    "ivan": "Ivan III | Ivan | Ivan VI | Ivan the Great | Terrible | Boris",
    "ho": "Chi Minh | Minh | Ho Chi Minh City | Ho Chi Minh Trail | Viet Minh",
    "franz": "Franz Joseph | Franz | Ferdinand Foch | Franz Josef | Franz Ferdinand's wife | Sophie | Gavrilo Princip",
    "wilhelm": "Wilhelm I | Wilhelm | Kaiser Wilhelm | Wilhelm III | Kaiser | Friedrich II | Nicholas II",
    "gandhi": "Gandhi | Indira Gandhi | Rajiv Gandhi | Nehru | Mrs Gandhi",
    "lloyd-george": "George | David | George Lloyd Webber | Lloyd | Henry George | King George | George V",
    "joan": "Joan | Noah's Ark | Arc | Joan Baez | Arc de Triomphe",
    "khrushchev": "Brezhnev | Gorbachev | Nikita | Khrushchev Thaw | Mrs Khrushchev | Nina Khrushchev",
    "comintern": """
        Cominform | Anti-Comintern | anti-Comintern | Anti-Comintern Pact | Comecon | Second International | 2nd International
        Fourth International | First International | International | Communist | Comintern Executive Committee | not the Comintern
        Comintern and Cominform | Comintern / Cominform | the International | II International | Communist Party
        Communist Information Bureau | Socialist International | Comintern or Cominform | anything but the Comintern
        Third | Third Reich | Komsomol | Intern | Third Estate | IV International | 33rd International
    """,
    "cominform": "Comintern | Third International | Communist International | Komintern | Cominterm",
    "nep": "NEPman | New Economics | NATO | New Deal | War Communism | NEPmen | New Economic Plan | New Economic Policy or War Communism | New Political Economy | the old economic policy | NDP | NEB",
    "war-communism": "Communism | war | Cold War | NEP | Civil War | War Capitalism | anti-war communism | War Comm",
    "ussr": "USA | Russia | Soviet | US | U.S. | Russian Empire | SSR | UAR",
    "brest": "Brest | Treaty of Versailles | Treaty of Riga | Treaty of Rapallo | Litovsk | treaty | Treaty of Brussels | the treaty of | Brest-Litovsk fortress | Battle of Brest-Litovsk",
    "versailles": "Treaty of Vienna | Treaty of Rapallo | Treaty | Palace of Versailles | the Palace at Versailles | Versailles and Riga | treaty of Verdun | Treaty of Versailles and Treaty of Riga",
    "rapallo": "Treaty of Riga | Riga | Treaty of Locarno | Treaty of Versailles | treaty of Ravenna",
    "riga": "Treaty of Rapallo | Riva | Treaty of Rome | Treaty of Riva | Rig",
    "pact": "Molotov | Ribbentrop | Molotov cocktail | Warsaw Pact | Pact of Steel | Kellogg-Briand Pact | Molotov-Tripartite Pact | Molotov Plan | Nazi Pact | Soviet Pact | pact",
    "socialism": "Socialism | Communism in One Country | Socialism in Two Countries | National Socialism | socialism in all countries | Capitalism in One Country | Socialism in One City | One Country | Permanent Revolution",
    "bolsheviks": "Mensheviks | Menshevik | Bolshevism | anti-Bolsheviks | Bolsheviks and Mensheviks | not the Bolsheviks | Bolshoi | Socialist Revolutionaries | Bolshevik Revolution | Whites",
    "mensheviks": "Bolsheviks | Bolshevik | anti-Mensheviks | the Bolshevik party",
    "ww1": """
        World War II | World War 2 | World War Two | Second World War | WWII | WW2 | World War | the war | War | WW | WW3
        World War III | World War 11 | First War | Cold War | World War 1 and 2 | World War I or II | WorldWarII | World Wars
        2nd World War | II World War | World War I & World War II | World War 1945 | Third World War | World Wart 2
    """,
    "plan": "Second Five-Year Plan | Five-Year Plan | 2nd Five Year Plan | First Four-Year Plan | First Six-Year Plan | First Plan | Five year plan 2 | First Fifty-Year Plan | 1st 4 year plan | Marshall Plan | 5-year plan | first plan five",
    "thirty": "Seven Years' War | Hundred Years' War | 100 Years War | Years War | 13 Years War | Thirteen Years' War | 30 Days War | 3 Years War | thirty-one years war",
    "theses": "Ninety-Five Theses | Theses | April | 95 Theses | May Theses | August Theses | April Fools",
    "october": "February Revolution | November Revolution | 1905 Revolution | Revolution of 1905 | October | Revolution | October Manifesto | Red October | French Revolution | October Evolution | October Counter-Revolution",
    "revolution-1905": "Revolution of 1917 | 1917 Revolution | 1906 Revolution | Revolution | Revolution of 1904 | Revolution 1950 | October Revolution | 1905",
    "collectivisation": "decollectivisation | collective | collection | industrialisation | nationalisation | Collective farm",
    "industrialisation": "deindustrialisation | industry | collectivisation | industrial revolution",
    "authors": "Marx | Engels | Marx and Lenin | Marx or Engels | Lenin and Engels | Marx, Engels, Lenin | not Marx and Engels",
    "stalingrad": "Leningrad | Battle of Leningrad | Battle of Kursk | Siege of Leningrad | Battle of Stalin | Volgograd | Stalin | Battle of Petrograd",
    "labour": "Conservative Party | party | Liberal Party | New Labour Camp | Labourer",
    "politburo": "Orgburo | Polit | buro | Central Committee | Sovnarkom | Politics",
    "kulaks": "Cossacks | peasants | gulag | kolkhoz | dekulakisation | Kodaks",
    "land": "Decree on Peace | Peace Decree | Land | Decree | Decree on Bread | Landed decree on peace",
    "order-227": "Order 270 | Order 226 | Order 277 | Order | Order 22 | Order 2277 | 227 | Order No. 1",
    "congress": "Twenty-First Party Congress | 22nd Party Congress | 19th Party Congress | Party Congress | Tenth Party Congress | 2nd Party Congress | XXI Party Congress | 120th Party Congress",
    "permanent": "revolution | world revolution | permanent | temporary revolution | permanent evolution | anti-permanent revolution | Socialism in One Country",
    "yalta": "Malta | Malta Conference | Potsdam Conference | Potsdam | Conference | Yalta and Potsdam | Tehran Conference",
    "austria": "Australia | Astoria | Austria-Hungary | Asturias | Austrian Empire | Hungary | not Austria | Austria or Germany",
    "australia": "Austria | Austrian | Austraila or Austria",
    "iran": "Iraq | Ian | Iran and Iraq | Oran | Iranian Revolution | Ireland | Irak | Iran-Iraq War",
    "slovakia": "Slovenia | Slavonia | Czechoslovakia | Slovak-Slovenia | Yugoslavia",
    "germany": "West Germany | Germany | Eastern Front | East Prussia | Federal Republic of Germany | FRG | East Berlin | westgermany | Eats Jermany or West",
    "korea": "South Korea | Korea | Southkorea | North Vietnam | North Africa | Crimea",
    "anti": "Comintern | Comintern Pact | Pro-Comintern Pact | Anti-Cominform Pact | Warsaw Pact | Pact",
    "black-death": "Red Death | Black Sea | Death | Black Hundred | Bleak Death or Plague | White Death",
    "reformation": "Counter-Reformation | Deformation | Formation | counterreformation | Restoration | anti-Reformation",
    "petersburg": "Petrograd | Leningrad | Moscow | St Paul | Saint | Pittsburgh | St",
    "neither": "war | peace | no war | War and peace | war, peace | War or peace | yes war, no peace",
    "leninism": "Lenin | Leninist Party | anti-Leninism | Stalinism | Marxism",
    "fourteen": "Fifteen Points | 15 Points | Forty Points | 4 Points | Points | Fourteen | 14 | Fourteen Articles | 41 points | 140 Points",
    "magna": "Magna | Carta | Magna Mater | Charter | Magma Carta or Bill of Rights",
    "duma": "Puma | Soviet | Dum | Douma or Soviet",
    "prussia": "Russia | Borussia | Persia | East Prussia | Russian | Prussian Russia",
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with each of its typed answers."""
    return [
        (key, typed.strip().replace("⏎", "\n"))
        for key, answers in table.items()
        for line in answers.splitlines()
        for typed in (line.split(" | ") if line.strip() else ())
    ]
