"""Names from all over the world, to put in the place of names in training documents.

The treebanks are short of them, and a recogniser that learns its names by heart fails on tomorrow's news.
"""

GIVEN = """Ahmed Mohammed Ali Hassan Omar Yusuf Ibrahim Khalid Mahmoud Mustafa Abdullah Tariq Fatima Aisha Leila
Mariam Zainab Amina Noor Samir Karim Rashid Bilal Hamid Nasser Reza Farid Maryam Shirin Dariush Navid Mehmet Emre
Ayşe Elif Kemal Recep Selin David Moshe Yael Noa Avi Shimon Tamar Ivan Sergei Dmitry Vladimir Olga Natalia Andriy
Oksana Mykola Volodymyr Taras Aleksandr Piotr Andrzej Katarzyna Agnieszka Jan Tomáš Petr Jana Zuzana Viktor László
Péter Katalin Ion Mihai Elena Ioana Georgi Boyko Dragan Milan Zoran Aleksandar Ana Ivana Goran Edi Ilir Giorgos
Alexis Maria Yannis Giuseppe Matteo Giorgia Luca Francesca Jean Pierre François Emmanuel Marine Claire Sophie Hans
Klaus Angela Olaf Annalena Wolfgang Stefan Anna Lars Erik Mette Ingrid Jonas Sanna Juha Kaja Jüri Gitanas Māris
Willem Mark Geert Femke José Carlos Juan Luis Miguel Pedro Javier Lucía Carmen Isabel Jorge Hugo Nicolás Gustavo Evo
Dilma Luiz Jair João António Kwame Kofi Nana Ama Chinedu Ngozi Bola Muhammadu Olusegun Uhuru Raila Wanjiku Mwai Jomo
Yoweri Paul Jean-Pierre Félix Joseph Moïse Abiy Tedros Haile Sahle Isaias Salva Riek Thabo Cyril Nelson Jacob
Emmerson Robert Grace Lazarus Hakainde Filipe Macky Ousmane Alassane Blaise Idriss Narendra Rahul Sonia Amit Priya
Arvind Rajesh Sunita Imran Nawaz Benazir Asif Bilawal Sheikh Khaleda Mahinda Gotabaya Ranil Maithripala Hamid Ashraf
Xi Li Wang Zhang Wei Mei Jun Shinzo Fumio Taro Yuriko Kenji Moon Jong-un Min-jun Ji-woo Thaksin Prayut Yingluck Aung
Min Joko Prabowo Megawati Mahathir Anwar Najib Rodrigo Ferdinand Leni Nguyen Pham Tran James John Michael William
Sarah Emily Rachel Thomas Andrew Jennifer Linda Patrick Kevin Brian Susan Karen Margaret Tony Gordon Theresa Boris
Nicola Scott Jacinda Justin Chrystia""".split()

FAMILY = """al-Masri al-Hashimi al-Sudani al-Jubouri al-Ghazi al-Shami Hariri Aoun Nasrallah Barzani Talabani Maliki
Haddad Khoury Mansour Saleh Hadi Haftar Sarraj Bouteflika Tebboune Saied Ghannouchi Sisi Morsi Mubarak Bashir Hamdok
Rahimi Hosseini Karimi Ahmadi Mousavi Rezaei Zarif Ghalibaf Yilmaz Demir Kaya Özdemir Çelik Erdem Cohen Levi Peretz
Lapid Gantz Bennett Katz Ivanov Petrov Sokolov Volkov Lavrentiev Peskin Shoygu Kuznetsov Shevchenko Kovalenko
Bondarenko Tkachenko Melnyk Kowalski Nowak Wiśniewski Novák Svoboda Dvořák Horváth Szabó Kovács Popescu Ionescu
Dumitru Dimitrov Nikolov Jovanović Petrović Nikolić Marković Hoxha Berisha Papadopoulos Stavrou Rossi Bianchi
Esposito Ricci Romano Dupont Moreau Lefèvre Girard Mercier Schmidt Müller Weber Becker Hoffmann Krüger Andersen
Johansen Lindqvist Bergström Virtanen Korhonen Tamm Kask Ozols Kazlauskas Jansen Bakker García Fernández Rodríguez
Martínez López Sánchez Gutiérrez Ramírez Vargas Morales Quispe Silva Santos Oliveira Pereira Costa Mensah Owusu
Boateng Asante Okafor Adeyemi Balogun Eze Abubakar Bello Danjuma Kamau Odhiambo Mwangi Otieno Museveni Okello Kagame
Habimana Nkurunziza Tshisekedi Mbeki Zulu Dlamini Nkosi Moyo Chikane Banda Phiri Chilembwe Nyusi Diallo Traoré Keïta
Coulibaly Ouattara Sow Ndiaye Déby Mahamat Bekele Tadesse Gebremariam Kiir Machar Sharma Patel Singh Gupta Reddy
Khan Bhutto Qureshi Chaudhry Malik Hossain Rahman Chowdhury Perera Fernando Jayawardene Wickremasinghe Karzai
Durrani Noorzai Chen Liu Zhao Huang Zhou Wu Tanaka Suzuki Yamamoto Watanabe Nakamura Kim Park Choi Yoon Lee Somchai
Wongsawat Thein Suharto Widodo Santoso Ibrahim Razak Abdullah Aquino Reyes Cruz Bautista Tran Pham Hoang Smith
Johnson Williams Brown Jones Miller Davis Wilson Taylor Anderson Clark Walker Robinson Murphy O'Brien Kelly Sullivan
Campbell Stewart MacDonald Harper Tremblay Gauthier Turnbull Morrison Whitlam Ardern""".split()

PLACES = """Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh
Belarus Belgium Belize Benin Bhutan Bolivia Botswana Brazil Brunei Bulgaria Burundi Cambodia Cameroon Canada Chad
Chile China Colombia Comoros Congo Croatia Cuba Cyprus Denmark Djibouti Ecuador Egypt Eritrea Estonia Eswatini
Ethiopia Fiji Finland France Gabon Gambia Georgia Germany Ghana Greece Guatemala Guinea Guyana Haiti Honduras
Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya Kiribati Kosovo
Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya Lithuania Luxembourg Madagascar Malawi Malaysia Maldives
Mali Malta Mauritania Mauritius Mexico Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal
Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Palestine Panama Paraguay Peru Philippines Poland Portugal
Qatar Romania Russia Rwanda Samoa Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Spain Sudan Suriname
Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tonga Tunisia Turkey Turkmenistan Uganda Ukraine
Uruguay Uzbekistan Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe Crimea Donbas Kashmir Punjab Sindh Tibet Xinjiang
Darfur Tigray Biafra Catalonia Bavaria Chechnya Dagestan Abkhazia Kurdistan Idlib Anbar Helmand Kandahar Herat
Kunduz Borno Kivu Ituri Katanga Oromia Benghazi Misrata Sirte""".split()

ORGANIZATIONS = """NATO Hamas Hezbollah Fatah Taliban ISIS al-Qaeda Boko_Haram al-Shabaab PKK FARC ELN SWAPO ZANU-PF
ANC Likud Labour Shas BJP Congress ASEAN ECOWAS OPEC Mercosur Interpol Europol Frontex UNICEF UNESCO UNHCR WHO IAEA
IMF WTO Kremlin Pentagon Knesset Bundestag Duma Politburo Gazprom Rosneft Aramco Huawei Airbus Boeing
Lockheed_Martin Siemens Toyota Petrobras Pemex Reuters Al_Jazeera BBC CNN Interfax Amnesty_International
Human_Rights_Watch Red_Cross Red_Crescent World_Bank African_Union European_Union Arab_League Security_Council
European_Commission European_Parliament Supreme_Court State_Department Foreign_Ministry Interior_Ministry
Defence_Ministry Justice_Party People's_Party National_Front Green_Party Republican_Guard Revolutionary_Guards
Free_Syrian_Army World_Health_Organization Médecins_Sans_Frontières Greenpeace International_Criminal_Court
Asian_Development_Bank Muslim_Brotherhood""".split()

ORGANIZATION_ENDINGS = """Inc. Corp. Ltd. Group Bank Airlines Times Post News University Institute Party Front
Movement Alliance Council Union Army Ministry Police Brigade Foundation Energy Motors Steel Telecom Oil_Company
Liberation_Army Liberation_Front Democratic_Party People's_Party National_Congress National_Council Workers'_Party
Trade_Union Human_Rights_Centre Chamber_of_Commerce News_Agency Supreme_Court Interior_Ministry Foreign_Ministry""".split()
